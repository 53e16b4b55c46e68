package io.github.onekyu.benchmarks.curve;

import io.github.onekyu.benchmarks.load.ClosedLoad;
import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Server;
import java.net.URI;
import java.util.List;

/** Calls over 1 to 256 connections, eight under way on each. */
public final class CallersCurve implements CurveMaker {
    private static final String CALL = "{\"action\":\"get_status\",\"params\":{},\"echo\":" + ClosedLoad.ECHO + "}";

    @Override
    public String name() {
        return "callers";
    }

    @Override
    public List<Curve> measure(Lab lab) {
        Points rate = new Points(this);
        Points cpu = new Points(this);
        try (Server product = lab.product();
                Server hosted = lab.standIn("hosted")) {
            run(lab, product.ws("/api/"));
            run(lab, hosted.ws("/api"));
            for (int count : lab.pick(new int[] {1, 4, 16, 64, 256}, new int[] {1, 256}, new int[] {1, 4})) {
                one(lab, product, product.ws("/api/"), "product", count, rate, cpu);
                one(lab, hosted, hosted.ws("/api"), "Tyrus in Undertow", count, rate, cpu);
            }
        }
        String callers = "calling connections, 8 calls under way on each";
        return List.of(
                rate.curve("callers-rate", "WS get_status: rate", callers, "calls/s"),
                cpu.curve("callers-cpu", "WS get_status: CPU for each call", callers, "µs"));
    }

    private static void run(Lab lab, URI uri) {
        try (ClosedLoad load = ClosedLoad.calls(uri, 16, 8, CALL)) {
            load.run(lab.warmUp());
        }
    }

    private static void one(Lab lab, Server server, URI uri, String line, int count, Points rate, Points cpu) {
        try (ClosedLoad load = ClosedLoad.calls(uri, count, 8, CALL)) {
            load.run(lab.ramp());
            Cost cost = Cost.of(server, () -> load.measure(lab.window()));
            rate.add(line, count, cost.rate());
            cpu.add(line, count, cost.cpuMicros());
        }
    }
}
