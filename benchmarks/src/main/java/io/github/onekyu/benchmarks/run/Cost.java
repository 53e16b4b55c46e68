package io.github.onekyu.benchmarks.run;

import io.github.onekyu.benchmarks.load.Sample;
import java.util.function.Supplier;

/**
 * What one measurement said.
 *
 * @param rate operations a second
 * @param cpuMicros processor time of the server for each operation
 * @param p50Millis half of all were as quick
 * @param p99Millis 99 of 100 were as quick
 */
public record Cost(double rate, double cpuMicros, double p50Millis, double p99Millis) {
    public static Cost of(Server server, Supplier<Sample> measurement) {
        double before = ProcFs.cpuMicros(server.pid());
        Sample sample = measurement.get();
        double cpu = Math.max(ProcFs.TICK / 2, ProcFs.cpuMicros(server.pid()) - before);
        if (sample.operations() == 0) {
            throw new IllegalStateException(server.name() + ": nothing came back");
        }
        return new Cost(
                sample.rate(),
                cpu / sample.operations(),
                sample.latencies().millis(0.5),
                sample.latencies().millis(0.99));
    }
}
