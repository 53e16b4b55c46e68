package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.load.EventReceivers;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Rounds;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How late events are at a calm rate: from raising one to its arrival. */
public final class DeliveryRow implements Row {
    private static final int RECEIVERS = 100;
    private static final int PER_SECOND = 100;

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        int events = lab.pick(1000, 150, 20);
        try (Server product = lab.product();
                Server undertow = lab.standIn("undertow");
                EventReceivers ours = EventReceivers.open(product.ws("/event/"), RECEIVERS);
                EventReceivers theirs = EventReceivers.open(undertow.ws("/event"), RECEIVERS)) {
            int warm = lab.pick(10_000, 5000, 20);
            product.events(warm, lab.pick(2500, 2500, 500), 0);
            undertow.events(warm, lab.pick(2500, 2500, 500), 0);
            Lab.pause(lab.ramp());
            Rounds rounds = Rounds.run(
                    lab.options().rounds(),
                    Map.of(
                            "product", () -> push(product, ours, events),
                            "undertow", () -> push(undertow, theirs, events)));
            return List.of(new Figure(
                    name(),
                    "delivery at 100 events/s to 100 receivers: p99",
                    "ms",
                    rounds.all("product", Cost::p99Millis),
                    "Undertow's own WebSocket",
                    rounds.all("undertow", Cost::p99Millis),
                    Goal.atMost(1.3, 1.0)));
        }
    }

    private static Cost push(Server server, EventReceivers receivers, int events) {
        return Cost.of(server, () -> {
            receivers.start();
            server.events(events, PER_SECOND, 0);
            return receivers.await(events, Duration.ofSeconds(30));
        });
    }
}
