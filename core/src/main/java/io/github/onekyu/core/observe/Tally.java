package io.github.onekyu.core.observe;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What happened so far, in numbers. Thread-safe; counting costs some nanoseconds. */
public final class Tally {
    /** Four buckets for each doubling, from 1 µs to some hours. */
    private static final int BUCKETS = 34 * 4;

    private final LongAdder events = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicLongArray latencies = new AtomicLongArray(BUCKETS);

    void event() {
        events.increment();
    }

    void call(boolean ok, long nanos) {
        calls.increment();
        if (!ok) {
            failed.increment();
        }
        latencies.incrementAndGet(bucket(nanos));
    }

    private static int bucket(long nanos) {
        long micros = Math.max(1, nanos / 1000);
        int doubling = 63 - Long.numberOfLeadingZeros(micros);
        int quarter = doubling < 2 ? 0 : (int) ((micros >>> (doubling - 2)) & 3);
        return Math.min(BUCKETS - 1, doubling * 4 + quarter);
    }

    public long events() {
        return events.sum();
    }

    public long calls() {
        return calls.sum();
    }

    public long failed() {
        return failed.sum();
    }

    /** The calls by their time; subtract an older one from it to see what happened in between. */
    public Latencies latencies() {
        long[] counts = new long[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = latencies.get(i);
        }
        return new Latencies(counts);
    }

    /** A histogram of times. Immutable. */
    public static final class Latencies {
        private final long[] counts;

        private Latencies(long[] counts) {
            this.counts = counts;
        }

        /** What came after {@code older} was taken. */
        public Latencies since(Latencies older) {
            long[] later = new long[counts.length];
            for (int i = 0; i < counts.length; i++) {
                later[i] = counts[i] - older.counts[i];
            }
            return new Latencies(later);
        }

        /** How many there are. */
        public long count() {
            long sum = 0;
            for (long count : counts) {
                sum += count;
            }
            return sum;
        }

        /**
         * The time that this share of the calls did not exceed, in milliseconds, at most 25 % too high; 0 without calls.
         *
         * @param share 0.5 for the median
         */
        public double quantile(double share) {
            long wanted = (long) Math.ceil(count() * share);
            long seen = 0;
            for (int i = 0; i < counts.length; i++) {
                seen += counts[i];
                if (wanted > 0 && seen >= wanted) {
                    long lower = 1L << (i / 4);
                    return (lower + (i % 4 + 1) * lower / 4.0) / 1000.0;
                }
            }
            return 0;
        }
    }
}
