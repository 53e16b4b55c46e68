package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Flow;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.ProcFs;
import io.github.onekyu.benchmarks.run.Rounds;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Reports over HTTP from a backlog, which the product sends 16 at a time. */
public final class ReportsRow implements Row {
    /** Between one and two pieces are under way, so that there is a backlog, and nothing is given up. */
    private static final int PIECE = 300;

    @Override
    public String name() {
        return "reports";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        int number = lab.pick(20000, 4000, 300);
        try (Server sink = lab.standIn("http");
                Server product = lab.product("post_url=" + sink.http("/sink"));
                Server loop = lab.standIn("poster")) {
            String uri = " " + sink.http("/sink");
            for (int i = 0; i < lab.pick(6, 2, 1); i++) {
                reports(product, sink, number, events -> product.events((int) events, 0, 0));
                reports(loop, sink, number, events -> loop.control().ask("post " + events + uri));
            }
            Rounds rounds = Rounds.run(
                    lab.options().rounds(),
                    Map.of(
                            "product",
                                    () -> reports(product, sink, number, events -> product.events((int) events, 0, 0)),
                            "loop",
                                    () -> reports(
                                            loop,
                                            sink,
                                            number,
                                            events -> loop.control().ask("post " + events + uri))));
            return List.of(new Figure(
                    name(),
                    "reports, 16 in flight: rate",
                    "reports/s",
                    rounds.all("product", Cost::rate),
                    "bare HttpClient.send in 16 threads",
                    rounds.all("loop", Cost::rate),
                    Goal.atLeast(0.8, 0.95)));
        }
    }

    private static Cost reports(Server sender, Server sink, int number, LongConsumer start) {
        sink.control().ask("forget");
        double cpu = ProcFs.cpuMicros(sender.pid());
        Flow.run(number, PIECE, start, () -> sink.control().number("taken"));
        Lab.until("reports", Duration.ofSeconds(60), () -> sink.control().number("taken") >= number);
        double used = ProcFs.cpuMicros(sender.pid()) - cpu;
        return new Cost(number / (sink.control().number("span") / 1e9), used / number, 0, 0);
    }
}
