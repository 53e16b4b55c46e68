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

/** What the product allocates for one event, by the number of its receivers; without the thread that raises it. */
public final class AllocationRow implements Row {
    private static final int PER_SECOND = 100;

    @Override
    public String name() {
        return "allocation";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        int many = lab.pick(1000, 1000, 100);
        int events = lab.pick(150, 60, 5);
        try (Server product = lab.product()) {
            // Before compilation, allocations are made that compiled code is spared.
            allocated(product, many, lab.pick(2000, 1000, 5), lab.pick(400, 400, 400));
            allocated(product, 1, lab.pick(20_000, 10_000, 5), lab.pick(5000, 5000, 400));
            Rounds rounds = Rounds.run(
                    lab.options().rounds(),
                    Map.of(
                            "many", () -> allocated(product, many, events, PER_SECOND),
                            "one", () -> allocated(product, 1, events, PER_SECOND)));
            return List.of(new Figure(
                    name(),
                    "allocation for one event to " + many + " receivers",
                    "kB/event",
                    rounds.all("many", Cost::rate),
                    "to one receiver",
                    rounds.all("one", Cost::rate),
                    Goal.atMost(1.5, 1.1)));
        }
    }

    /** The figure is kilobytes for each event, in place of a rate. */
    private static Cost allocated(Server product, int count, int events, int perSecond) {
        try (EventReceivers receivers = EventReceivers.open(product.ws("/event/"), count)) {
            Lab.pause(Duration.ofMillis(300)); // what opening them has left to do
            receivers.start();
            long before = product.control().number("allocated");
            product.events(events, perSecond, 0);
            receivers.await(events, Duration.ofSeconds(60));
            long bytes = product.control().number("allocated") - before;
            return new Cost(bytes / 1000.0 / events, 0, 0, 0);
        }
    }
}
