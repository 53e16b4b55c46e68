package io.github.onekyu.benchmarks.curve;

import io.github.onekyu.benchmarks.backend.ReverseAccount;
import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.row.ReverseRow;
import io.github.onekyu.benchmarks.run.Flow;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Options;
import io.github.onekyu.benchmarks.run.ProcFs;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.List;

/** 1 to 100 reverse connections, each of an account of its own, in one process. */
public final class ReverseCurve implements CurveMaker {
    @Override
    public String name() {
        return "reverse-targets";
    }

    private static final int UNDER_WAY = 5000;

    @Override
    public List<Curve> measure(Lab lab) {
        Points time = new Points(this);
        Points cpu = new Points(this);
        Points held = new Points(this);
        for (int count : lab.pick(new int[] {1, 3, 10, 30, 100}, new int[] {1, 100}, new int[] {1, 3})) {
            one(lab, count, time, cpu, held);
        }
        String targets = "reverse connections of one account";
        return List.of(
                time.curve(
                        "reverse-time", "One event for each reverse connection: until the last has it", targets, "ms"),
                cpu.curve("reverse-cpu", "Events over reverse connections: CPU for each", targets, "µs"),
                held.curve(
                        "reverse-process",
                        "Process of an account with so many reverse connections",
                        targets,
                        "threads, MB"));
    }

    private static void one(Lab lab, int count, Points time, Points cpu, Points held) {
        try (Server bots = lab.standIn("acceptor");
                Server accounts = lab.accounts(
                        ReverseAccount.class.getName(),
                        List.of(Integer.toString(count), bots.ws("/bot").toString()))) {
            Lab.until(
                    "connections", Duration.ofSeconds(60), () -> bots.control().number("peers") == count);
            push(bots, accounts, count, lab.pick(20_000, 5000, 50) / count);
            time.add("time", count, push(bots, accounts, count, 1));
            int events = Math.max(1, lab.pick(50_000, 10_000, 50) / count);
            double before = ProcFs.cpuMicros(accounts.pid());
            push(bots, accounts, count, events);
            cpu.add("CPU", count, (ProcFs.cpuMicros(accounts.pid()) - before) / events / count);
            if (lab.options().size() != Options.Size.SMOKE) {
                Lab.pause(ReverseRow.IDLE_THREADS);
            }
            held.add("threads", count, accounts.control().number("threads"));
            held.add("heap in MB", count, accounts.heap() / 1e6);
        }
    }

    /** Milliseconds from raising the first to the arrival of the last. */
    private static double push(Server bots, Server accounts, int count, int events) {
        bots.control().ask("forget");
        long begin = System.nanoTime();
        // Not all at once: more than the bound of a queue would be given up, and waited for in vain.
        Flow.run(
                events,
                Math.max(1, UNDER_WAY / count),
                number -> accounts.events((int) number, 0, 0),
                () -> bots.control().number("taken") / count);
        Lab.until("events", Duration.ofSeconds(60), () -> bots.control().number("taken") >= (long) count * events);
        return (bots.control().number("last") - begin) / 1e6;
    }
}
