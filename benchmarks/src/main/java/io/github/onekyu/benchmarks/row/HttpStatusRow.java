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

/** The cheapest action over HTTP against the least that Undertow can do. */
public final class HttpStatusRow implements Row {
    private static final int CONNECTIONS = 64;

    @Override
    public String name() {
        return "http-status";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        try (Server product = lab.product();
                Server raw = lab.standIn("http")) {
            Rounds rounds = Turns.closed(
                    lab,
                    Map.of(
                            "product", new Turns.Variant(product, () -> load(product.http("/get_status"))),
                            "raw", new Turns.Variant(raw, () -> load(raw.http("/raw")))));
            return List.of(
                    new Figure(
                            name(),
                            "HTTP get_status, 64 connections: rate",
                            "calls/s",
                            rounds.all("product", Cost::rate),
                            "raw Undertow, fixed answer",
                            rounds.all("raw", Cost::rate),
                            Goal.atLeast(0.70, 0.85)),
                    new Figure(
                            name(),
                            "HTTP get_status: CPU",
                            "µs/call",
                            rounds.all("product", Cost::cpuMicros),
                            "raw Undertow, fixed answer",
                            rounds.all("raw", Cost::cpuMicros),
                            Goal.atMost(1.8, 1.4)));
        }
    }

    private static ClosedLoad load(URI uri) {
        return ClosedLoad.http(uri, CONNECTIONS, "");
    }
}
