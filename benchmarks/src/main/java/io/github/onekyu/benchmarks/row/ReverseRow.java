package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.backend.ReverseAccount;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Options;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What 20 reverse connections add to a process: against the same account without. */
public final class ReverseRow implements Row {
    private static final int CONNECTIONS = 20;
    /** What dialled and has nothing to do any more has ended by then. */
    public static final Duration IDLE_THREADS = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "reverse";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        List<Double> threads = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        for (int i = 0; i < Math.min(1, lab.options().rounds()); i++) {
            long[] without = measure(lab, 0);
            long[] with = measure(lab, CONNECTIONS);
            threads.add((double) (with[0] - without[0]));
            heap.add((with[1] - without[1]) / 1000.0 / CONNECTIONS);
        }
        return List.of(
                Figure.own(name(), "20 reverse connections: threads added", "", threads, Goal.atMost(16, 8)),
                Figure.own(name(), "20 reverse connections: heap for each", "kB", heap, Goal.atMost(64, 32)));
    }

    /** Threads and heap of a process with so many reverse connections. */
    private static long[] measure(Lab lab, int connections) {
        try (Server bots = lab.standIn("acceptor");
                Server accounts = lab.accounts(
                        ReverseAccount.class.getName(),
                        List.of(
                                Integer.toString(CONNECTIONS),
                                connections == 0 ? "" : bots.ws("/bot").toString()))) {
            Lab.until(
                    "connections", Duration.ofSeconds(60), () -> bots.control().number("peers") == connections);
            accounts.events(5, 50, 0);
            Lab.pause(lab.ramp());
            long heap = accounts.heap();
            if (lab.options().size() != Options.Size.SMOKE) {
                Lab.pause(IDLE_THREADS);
            }
            return new long[] {accounts.control().number("threads"), heap};
        }
    }
}
