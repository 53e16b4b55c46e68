package io.github.onekyu.benchmarks.curve;

import io.github.onekyu.benchmarks.load.ClosedLoad;
import io.github.onekyu.benchmarks.load.EventReceivers;
import io.github.onekyu.benchmarks.load.Sample;
import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.report.Median;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Messages of 100 bytes to 10 megabytes: sent over HTTP and WebSocket, and received as events. */
public final class SizesCurve implements CurveMaker {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "sizes";
    }

    @Override
    public List<Curve> measure(Lab lab) {
        Points time = new Points(this);
        try (Server product = lab.product()) {
            for (int i = 0; i < 2; i++) { // the first time warms
                Points points = i == 0 ? new Points(this) : time;
                for (int size : lab.pick(
                        new int[] {100, 1000, 10_000, 100_000, 1_000_000, 10_000_000},
                        new int[] {100, 100_000, 10_000_000},
                        new int[] {100, 100_000})) {
                    int calls = Math.max(3, Math.min(lab.pick(500, 100, 5), 30_000_000 / size));
                    String text = "x".repeat(size);
                    points.add("HTTP send_private_msg", size, http(product, text, calls));
                    points.add("WS send_private_msg", size, ws(product, text, calls));
                    points.add("event to one receiver", size, event(product, size, Math.min(50, calls)));
                }
            }
        }
        return List.of(time.curve("sizes", "One message, one at a time: until it has arrived", "bytes of text", "ms"));
    }

    private static double http(Server product, String text, int calls) {
        try (ClosedLoad load = ClosedLoad.http(
                product.http("/send_private_msg"), 1, "{\"user_id\":10001,\"message\":\"" + text + "\"}")) {
            return load.measure(calls, LIMIT).latencies().millis(0.5);
        }
    }

    private static double ws(Server product, String text, int calls) {
        try (ClosedLoad load = ClosedLoad.calls(
                product.ws("/api/"),
                1,
                1,
                "{\"action\":\"send_private_msg\",\"params\":{\"user_id\":10001,\"message\":\"" + text + "\"},\"echo\":"
                        + ClosedLoad.ECHO + "}")) {
            return load.measure(calls, LIMIT).latencies().millis(0.5);
        }
    }

    private static double event(Server product, int size, int events) {
        List<Double> millis = new ArrayList<>();
        try (EventReceivers receivers = EventReceivers.open(product.ws("/event/"), 1)) {
            for (int i = 0; i < events; i++) {
                receivers.start();
                product.events(1, 0, size);
                Sample sample = receivers.await(1, LIMIT);
                millis.add(sample.latencies().maxMillis());
            }
        }
        return Median.of(millis);
    }
}
