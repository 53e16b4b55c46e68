package io.github.onekyu.benchmarks.load;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one loop has counted. Written by the loop's thread; the counters may be read by any. */
final class Tally {
    private Histogram latencies = new Histogram();
    private volatile boolean measuring;
    private volatile boolean stopping;
    private volatile long operations;
    private volatile long errors;
    private volatile long bytes;
    private volatile long firstNanos;
    private volatile long lastNanos;
    private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();

    /** One answer or event that took so long. */
    void operation(long now, long took) {
        if (!measuring) {
            return;
        }
        latencies.add(took);
        if (firstNanos == 0) {
            firstNanos = now;
        }
        lastNanos = now;
        operations++;
    }

    void bytes(int count) {
        bytes += count;
    }

    void error(String what) {
        if (stopping) {
            return;
        }
        errors++;
        firstError.compareAndSet(null, what);
    }

    /** From now on what happens counts, from zero. By the loop's thread. */
    void start() {
        latencies = new Histogram();
        operations = 0;
        bytes = 0;
        firstNanos = 0;
        lastNanos = 0;
        measuring = true;
    }

    void pause() {
        measuring = false;
    }

    /** No new requests, and broken connections are no news. */
    void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    long operations() {
        return operations;
    }

    long errors() {
        return errors;
    }

    @Nullable
    String firstError() {
        return firstError.get();
    }

    /** For the time between {@link #start} and now; by the loop's thread. */
    void into(Sample.Sum sum) {
        sum.add(latencies, operations, errors, bytes, firstNanos, lastNanos);
    }
}
