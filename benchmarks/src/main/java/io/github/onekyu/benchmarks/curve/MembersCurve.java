package io.github.onekyu.benchmarks.curve;

import io.github.onekyu.benchmarks.load.ClosedLoad;
import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.List;

/** Lists of a world with 10 to 100,000 members of one group, who are all friends too; and one of them. */
public final class MembersCurve implements CurveMaker {
    private static final long GROUP = 20001;
    private static final long FIRST = 1_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "members";
    }

    @Override
    public List<Curve> measure(Lab lab) {
        Points points = new Points(this);
        try (Server product = lab.product()) {
            int there = 0;
            for (int count :
                    lab.pick(new int[] {10, 100, 1000, 10_000, 100_000}, new int[] {10, 10_000}, new int[] {10, 100})) {
                product.control().ask("members " + GROUP + " " + (FIRST + there) + " " + (count - there));
                there = count;
                int calls = Math.max(5, Math.min(lab.pick(500, 100, 5), 500_000 / count));
                for (String path : List.of(
                        "/get_group_member_list?group_id=" + GROUP,
                        "/get_friend_list",
                        "/get_group_member_info?group_id=" + GROUP + "&user_id=" + FIRST)) {
                    time(product, path, calls); // warms
                    points.add(path.substring(1).replaceFirst("\\?.*", ""), count, time(product, path, calls));
                }
            }
        }
        return List.of(points.curve("members", "Lists, one call at a time", "members and friends in the world", "ms"));
    }

    private static double time(Server product, String path, int calls) {
        try (ClosedLoad load = ClosedLoad.http(product.http(path), 1, "")) {
            return load.measure(calls, LIMIT).latencies().millis(0.5);
        }
    }
}
