package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.load.EventReceivers;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Rounds;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One receiver stops reading: what the others notice, what it costs, and whether it is let go. */
public final class StalledReaderRow implements Row {
    private static final int OTHERS = 20;
    private static final int PER_SECOND = 500;
    private static final int PADDING = 8000;
    /** The product's default for {@code ws_queue_bytes}. */
    private static final long BOUND = 16 << 20;

    private static final int STEP = 64;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "stalled-reader";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        int events = lab.pick(1500, 600, 50); // fewer bytes than the bound: it stays stalled to the end
        try (Server product = lab.product();
                EventReceivers others = EventReceivers.open(product.ws("/event/"), OTHERS)) {
            push(product, others, lab.pick(3000, 1500, 20), lab.pick(1500, 1500, PER_SECOND));
            Rounds rounds = Rounds.run(
                    lab.options().rounds(),
                    Map.of(
                            "without", () -> push(product, others, events, PER_SECOND),
                            "with", () -> pushBesideOne(product, others, events)));
            Figure late = new Figure(
                    name(),
                    "one stalled reader beside 20, 500 events/s of 8 kB: p99 of the others",
                    "ms",
                    rounds.all("with", Cost::p99Millis),
                    "the same without it",
                    rounds.all("without", Cost::p99Millis),
                    Goal.atMost(2, 1.2));
            List<Figure> figures = new ArrayList<>(List.of(late));
            figures.addAll(untilClosed(product, others));
            return figures;
        }
    }

    private static Cost push(Server product, EventReceivers others, int events, int perSecond) {
        return Cost.of(product, () -> {
            others.start();
            product.events(events, perSecond, PADDING);
            return others.await(events, LIMIT);
        });
    }

    private static Cost pushBesideOne(Server product, EventReceivers others, int events) {
        EventReceivers.Stalled stalled = new EventReceivers.Stalled(product.ws("/event/"));
        try {
            return push(product, others, events, PER_SECOND);
        } finally {
            stalled.close();
        }
    }

    /** Pushes until the server lets go of the stalled reader, and looks at the heap all the way. */
    private List<Figure> untilClosed(Server product, EventReceivers others) {
        long before = product.heap();
        long most = 0;
        try (EventReceivers.Stalled stalled = new EventReceivers.Stalled(product.ws("/event/"))) {
            // What the kernel takes comes on top of the bound, so push twice as much.
            for (long sent = 0; sent < 2 * BOUND; sent += (long) STEP * PADDING) {
                push(product, others, STEP, 0);
                most = Math.max(most, product.heap() - before);
            }
            boolean closed = stalled.wasClosed(LIMIT);
            return List.of(
                    new Figure(
                            name(),
                            "heap held for it, at most",
                            "MiB",
                            List.of(most / 1048576.0),
                            "the bound, ws_queue_bytes",
                            List.of(BOUND / 1048576.0),
                            Goal.atMost(1.5, 1.1)),
                    Figure.own(name(), "it is closed (1: yes)", "", List.of(closed ? 1.0 : 0.0), Goal.atLeast(1, 1)));
        }
    }
}
