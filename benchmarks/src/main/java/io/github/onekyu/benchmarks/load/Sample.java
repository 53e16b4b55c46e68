package io.github.onekyu.benchmarks.load;

/**
 * What was measured in one window.
 *
 * @param operations answers, or events that arrived
 * @param seconds the window's length; for events from the first to the last
 * @param latencies of each operation
 * @param errors refused, wrong and broken ones; a rate with errors is no rate
 * @param bytes that came in
 */
public record Sample(long operations, double seconds, Histogram latencies, long errors, long bytes) {
    public double rate() {
        return operations / seconds;
    }

    /** Adds up the loops of one load. Not thread-safe. */
    static final class Sum {
        private final Histogram latencies = new Histogram();
        private long operations;
        private long errors;
        private long bytes;
        private long first = Long.MAX_VALUE;
        private long last;

        void add(Histogram more, long count, long failed, long in, long firstNanos, long lastNanos) {
            latencies.add(more);
            operations += count;
            errors += failed;
            bytes += in;
            if (firstNanos != 0) {
                first = Math.min(first, firstNanos);
                last = Math.max(last, lastNanos);
            }
        }

        Sample over(double seconds) {
            return new Sample(operations, seconds, latencies, errors, bytes);
        }

        /** From the first operation to the last. */
        Sample overItself() {
            return over(Math.max(1, last - first) / 1e9);
        }
    }
}
