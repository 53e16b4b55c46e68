package io.github.onekyu.benchmarks.curve;

import io.github.onekyu.benchmarks.load.EventReceivers;
import io.github.onekyu.benchmarks.load.Sample;
import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.report.Median;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Flow;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.ProcFs;
import io.github.onekyu.benchmarks.run.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One event to 1 to 10,000 receivers: how long until the last has it, and what each connection costs. */
public final class ConnectionsCurve implements CurveMaker {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int PIECE = 8;
    /** Fewer than this cost less heap than what comes and goes by itself. */
    private static final int MANY = 50;
    /** What the process may have opened meanwhile for itself. */
    private static final int OWN_FILES = 20;

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public List<Curve> measure(Lab lab) {
        Points time = new Points(this);
        Points cpu = new Points(this);
        Points heap = new Points(this);
        try (Server product = lab.product();
                Server rawio = lab.standIn("hosted")) {
            warm(lab, product, "/event/");
            warm(lab, rawio, "/event");
            for (int count : lab.pick(
                    new int[] {1, 10, 100, 1000, 3000, 10_000}, new int[] {1, 100, 10_000}, new int[] {50, 100})) {
                one(lab, product, "/event/", "product", count, time, cpu, heap);
                one(lab, rawio, "/event", "Tyrus in Undertow", count, time, cpu, heap);
            }
        }
        String receivers = "event connections";
        return List.of(
                time.curve("push-time", "One event to all: until the last has it", receivers, "ms"),
                cpu.curve("push-cpu", "One event to all: CPU for each receiver", receivers, "µs"),
                heap.curve("connection-heap", "Heap for each idle connection", receivers, "kB"));
    }

    private static void warm(Lab lab, Server server, String path) {
        try (EventReceivers receivers = EventReceivers.open(server.ws(path), 100)) {
            receivers.start();
            int events = lab.pick(5000, 2000, 10);
            server.events(events, 0, 0);
            receivers.await(events, LIMIT);
        }
    }

    private static void one(
            Lab lab, Server server, String path, String line, int count, Points time, Points cpu, Points heap) {
        long files = ProcFs.files(server.pid());
        long before = server.heap();
        try (EventReceivers receivers = EventReceivers.open(server.ws(path), count)) {
            if (count >= MANY) {
                heap.add(line, count, (server.heap() - before) / 1000.0 / count);
            }
            settle(server, receivers);
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < lab.pick(15, 5, 2); i++) {
                millis.add(push(server, receivers, 1).latencies().maxMillis());
            }
            time.add(line, count, Median.of(millis));
            int events = Math.max(5, Math.min(lab.pick(20_000, 5000, 100), lab.pick(200_000, 50_000, 500) / count));
            Cost cost = Cost.of(server, () -> {
                receivers.start();
                Flow.run(
                        events,
                        PIECE,
                        number -> server.events((int) number, 0, 0),
                        () -> receivers.arrived() / receivers.count());
                return receivers.await(events, LIMIT);
            });
            cpu.add(line, count, cost.cpuMicros());
        }
        server.awaitFiles(files + OWN_FILES);
    }

    /** A stand-in pushes to a connection only some moments after it has answered its handshake. */
    private static void settle(Server server, EventReceivers receivers) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        do {
            receivers.start();
            server.events(1, 0, 0);
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (receivers.arrived() < receivers.count() && System.nanoTime() < patience) {
                LockSupport.parkNanos(200_000);
            }
        } while (receivers.arrived() < receivers.count() && System.nanoTime() < limit);
    }

    private static Sample push(Server server, EventReceivers receivers, int events) {
        receivers.start();
        server.events(events, 0, 0);
        return receivers.await(events, LIMIT);
    }
}
