package io.github.onekyu.benchmarks.curve;

import io.github.onekyu.benchmarks.load.ClosedLoad;
import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.List;

/**
 * A store after a thousand to a million messages: sending one more, finding one, the history of a busy chat and of one where
 * nothing was said for long. The sandbox keeps the newest 100,000.
 */
public final class StoreCurve implements CurveMaker {
    /** Whose chat nothing is said in any more. */
    private static final String QUIET = "10002";

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "store";
    }

    @Override
    public List<Curve> measure(Lab lab) {
        Points points = new Points(this);
        try (Server product = lab.product()) {
            fill(product, Long.parseLong(QUIET), 30);
            long sent = 30;
            int calls = lab.pick(400, 100, 5);
            for (long count : lab.pick(
                    new long[] {1000, 10_000, 100_000, 1_000_000}, new long[] {1000, 100_000}, new long[] {100, 1000
                    })) {
                fill(product, 10001, count - sent);
                sent = count + 2L * calls; // one send of the four actions, timed after as many that warm
                for (String action : List.of(
                        "/send_private_msg?user_id=10001&message=hi",
                        "/get_msg?message_id=" + (count - 20),
                        "/get_friend_msg_history?user_id=10001",
                        "/get_friend_msg_history?user_id=" + QUIET)) {
                    int times = action.contains(QUIET) ? Math.max(5, calls / 10) : calls;
                    time(product, action, times); // warms
                    points.add(name(action), count, time(product, action, times));
                }
            }
        }
        return List.of(points.curve(
                "store", "Sandbox, one call at a time (it keeps the newest 100,000)", "messages sent before", "ms"));
    }

    private static String name(String action) {
        return action.contains(QUIET)
                ? "history, quiet chat"
                : action.contains("history")
                        ? "history, busy chat"
                        : action.substring(1).replaceFirst("\\?.*", "");
    }

    private static void fill(Server product, long user, long number) {
        if (number <= 0) {
            return;
        }
        try (ClosedLoad load = ClosedLoad.calls(
                product.ws("/api/"),
                (int) Math.min(8, number),
                32,
                "{\"action\":\"send_private_msg\",\"params\":{\"user_id\":" + user
                        + ",\"message\":\"hello, this is a benchmark\"},\"echo\":" + ClosedLoad.ECHO + "}")) {
            load.measure(number, LIMIT);
        }
    }

    private static double time(Server product, String path, int calls) {
        try (ClosedLoad load = ClosedLoad.http(product.http(path), 1, "")) {
            return load.measure(calls, LIMIT).latencies().millis(0.5);
        }
    }
}
