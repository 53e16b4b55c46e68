package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.load.EventReceivers;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Flow;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Rounds;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events to many receivers, as fast as they are taken. */
public final class FanOutRow implements Row {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** At most twice as many events are on their way to one receiver. */
    private static final int PIECE = 8;

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        List<Figure> figures = new ArrayList<>();
        try (Server product = lab.product();
                Server rawio = lab.standIn("hosted")) {
            figures.addAll(measure(lab, product, rawio, 100));
            figures.addAll(measure(lab, product, rawio, lab.pick(1000, 1000, 200)));
        }
        return figures;
    }

    private List<Figure> measure(Lab lab, Server product, Server rawio, int count) {
        int events = lab.pick(600_000, 150_000, 2000) / count;
        try (EventReceivers ours = EventReceivers.open(product.ws("/event/"), count);
                EventReceivers theirs = EventReceivers.open(rawio.ws("/event"), count)) {
            for (int i = 0; i < lab.pick(5, 2, 1); i++) {
                push(product, ours, events);
                push(rawio, theirs, events);
            }
            Rounds rounds = Rounds.run(
                    lab.options().rounds(),
                    Map.of(
                            "product", () -> push(product, ours, events),
                            "rawio", () -> push(rawio, theirs, events)));
            String what = "events to " + count + " receivers: ";
            return List.of(
                    new Figure(
                            name(),
                            what + "rate",
                            "pushes/s",
                            rounds.all("product", Cost::rate),
                            "Tyrus in Undertow, raw frames",
                            rounds.all("rawio", Cost::rate),
                            Goal.atLeast(0.6, 0.9)),
                    new Figure(
                            name(),
                            what + "CPU",
                            "µs/push",
                            rounds.all("product", Cost::cpuMicros),
                            "Tyrus in Undertow, raw frames",
                            rounds.all("rawio", Cost::cpuMicros),
                            Goal.atMost(1.6, 1.15)));
        }
    }

    private static Cost push(Server server, EventReceivers receivers, int events) {
        return Cost.of(server, () -> {
            receivers.start();
            Flow.run(
                    events,
                    PIECE,
                    number -> server.events((int) number, 0, 0),
                    () -> receivers.arrived() / receivers.count());
            return receivers.await(events, LIMIT);
        });
    }
}
