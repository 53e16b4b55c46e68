package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.load.EventReceivers;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.ProcFs;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a connection costs that does nothing. */
public final class IdleConnectionRow implements Row {
    /** What the process may have opened meanwhile for itself. */
    private static final int OWN_FILES = 20;

    private static final Duration SETTLED = Duration.ofMillis(300);

    @Override
    public String name() {
        return "idle-connection";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        int count = lab.pick(2000, 1000, 100);
        List<Double> each = new ArrayList<>();
        try (Server product = lab.product()) {
            perConnection(product, count); // classes and pools of the first time
            for (int i = 0; i < lab.options().rounds(); i++) {
                each.add(perConnection(product, count));
            }
        }
        return List.of(Figure.own(name(), "heap for an idle WS connection", "kB", each, Goal.atMost(12, 6)));
    }

    private static double perConnection(Server product, int count) {
        long files = ProcFs.files(product.pid());
        long before = product.heap();
        double each;
        try (EventReceivers receivers = EventReceivers.open(product.ws("/event/"), count)) {
            Lab.pause(SETTLED);
            each = (product.heap() - before) / 1000.0 / receivers.count();
        }
        product.awaitFiles(files + OWN_FILES);
        Lab.pause(SETTLED);
        return each;
    }
}
