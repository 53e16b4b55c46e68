package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.load.ClosedLoad;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Rounds;
import io.github.onekyu.benchmarks.run.Server;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A message that is on disk before it is answered, against parsing and answering alone. Calls that wait together share one
 * write, so there are enough of them to fill it: with 64 callers the disk's latency alone would be measured.
 */
public final class HttpSendRow implements Row {
    private static final int CONNECTIONS = 512;
    private static final String BODY = "{\"user_id\":10001,\"message\":\"hello, this is a benchmark\"}";

    @Override
    public String name() {
        return "http-send";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        try (Server product = lab.product();
                Server gson = lab.standIn("http")) {
            Rounds rounds = Turns.closed(
                    lab,
                    Map.of(
                            "product", new Turns.Variant(product, () -> load(product.http("/send_private_msg"))),
                            "gson", new Turns.Variant(gson, () -> load(gson.http("/gson")))));
            return List.of(
                    new Figure(
                            name(),
                            "HTTP send_private_msg, on disk, 512 connections: rate",
                            "calls/s",
                            rounds.all("product", Cost::rate),
                            "raw Undertow + Gson",
                            rounds.all("gson", Cost::rate),
                            Goal.atLeast(0.40, 0.70)),
                    new Figure(
                            name(),
                            "HTTP send_private_msg: CPU",
                            "µs/call",
                            rounds.all("product", Cost::cpuMicros),
                            "raw Undertow + Gson",
                            rounds.all("gson", Cost::cpuMicros),
                            Goal.atMost(3, 2)));
        }
    }

    private static ClosedLoad load(URI uri) {
        return ClosedLoad.http(uri, CONNECTIONS, BODY);
    }
}
