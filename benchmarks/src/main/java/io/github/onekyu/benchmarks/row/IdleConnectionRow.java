package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.load.EventReceivers;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Server;
import java.util.ArrayList;
import java.util.List;

/** What a connection costs that does nothing. */
public final class IdleConnectionRow implements Row {
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
        long before = product.control().number("heap");
        try (EventReceivers receivers = EventReceivers.open(product.ws("/event/"), count)) {
            return (product.control().number("heap") - before) / 1000.0 / receivers.count();
        }
    }
}
