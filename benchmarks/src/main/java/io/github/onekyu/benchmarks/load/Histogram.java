package io.github.onekyu.benchmarks.load;

/** Durations in nanoseconds, 64 sub-buckets for each power of two: quantiles within 1.6 %. Not thread-safe. */
public final class Histogram {
    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    private final long[] buckets = new long[64 * SUB_BUCKETS];
    private long count;
    private long max;

    public void add(long nanos) {
        long value = Math.max(1, nanos);
        buckets[index(value)]++;
        count++;
        max = Math.max(max, value);
    }

    public void add(Histogram other) {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] += other.buckets[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    public long count() {
        return count;
    }

    public double maxMillis() {
        return max / 1e6;
    }

    /** The duration that the share {@code quantile} of all stayed within, in milliseconds; 0 if there is none. */
    public double millis(double quantile) {
        long wanted = (long) Math.ceil(quantile * count);
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (buckets[i] > 0 && seen >= wanted) {
                return Math.min(lowest(i), max) / 1e6;
            }
        }
        return max / 1e6;
    }

    private static int index(long value) {
        int exponent = 63 - Long.numberOfLeadingZeros(value);
        if (exponent < SUB_BITS) {
            return (int) value;
        }
        int sub = (int) (value >>> (exponent - SUB_BITS)) & (SUB_BUCKETS - 1);
        return ((exponent - SUB_BITS + 1) << SUB_BITS) + sub;
    }

    private static long lowest(int index) {
        if (index < SUB_BUCKETS) {
            return index;
        }
        int exponent = (index >> SUB_BITS) + SUB_BITS - 1;
        long sub = index & (SUB_BUCKETS - 1);
        return 1L << exponent | sub << (exponent - SUB_BITS);
    }
}
