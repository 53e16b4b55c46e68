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

/** The cheapest action over WebSocket, against Tyrus used as well as it can be, and as it is shipped. */
public final class WsCallRow implements Row {
    private static final int CONNECTIONS = 16;
    private static final int OUTSTANDING = 8;
    private static final String CALL = "{\"action\":\"get_status\",\"params\":{},\"echo\":" + ClosedLoad.ECHO + "}";

    @Override
    public String name() {
        return "ws-call";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        try (Server product = lab.product();
                Server hosted = lab.standIn("hosted");
                Server grizzly = lab.standIn("grizzly")) {
            Rounds rounds = Turns.closed(
                    lab,
                    Map.of(
                            "product", new Turns.Variant(product, () -> load(product.ws("/api/"))),
                            "hosted", new Turns.Variant(hosted, () -> load(hosted.ws("/api"))),
                            "grizzly", new Turns.Variant(grizzly, () -> load(grizzly.ws("/api")))));
            List<Double> rates = rounds.all("product", Cost::rate);
            return List.of(
                    new Figure(
                            name(),
                            "WS get_status, 16 connections × 8: rate",
                            "calls/s",
                            rates,
                            "Tyrus in Undertow",
                            rounds.all("hosted", Cost::rate),
                            Goal.atLeast(0.65, 0.90)),
                    new Figure(
                            name(),
                            "WS get_status: CPU",
                            "µs/call",
                            rounds.all("product", Cost::cpuMicros),
                            "Tyrus in Undertow",
                            rounds.all("hosted", Cost::cpuMicros),
                            Goal.atMost(1.5, 1.15)),
                    new Figure(
                            name(),
                            "WS get_status: rate",
                            "calls/s",
                            rates,
                            "Tyrus on Grizzly, as shipped",
                            rounds.all("grizzly", Cost::rate),
                            Goal.atLeast(1.5, 2.2)));
        }
    }

    private static ClosedLoad load(URI uri) {
        return ClosedLoad.calls(uri, CONNECTIONS, OUTSTANDING, CALL);
    }
}
