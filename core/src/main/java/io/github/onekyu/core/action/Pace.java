package io.github.onekyu.core.action;

import java.util.OptionalLong;

/** How many calls may pass in a time: a bucket of tokens that fills steadily (EP-13). Thread-safe; never blocks. */
public final class Pace {
    /** Calls that may wait for their token; more are refused. */
    private static final int MOST_WAITING = 1000;

    private final long nanosPerCall;
    private final long burstNanos;
    private final boolean queueing;
    /** When the bucket was, or will be, full; calls push it into the future. */
    private long fullAt = Long.MIN_VALUE;

    /**
     * @param perSecond calls in a second, at least 1
     * @param burst calls that may come at once after a pause, at least 1
     * @param queueing whether a call that comes too early waits; else it is refused
     */
    public Pace(long perSecond, long burst, boolean queueing) {
        this.nanosPerCall = Math.max(1, 1_000_000_000L / perSecond);
        this.burstNanos = Math.multiplyExact(Math.min(burst, 1_000_000), nanosPerCall);
        this.queueing = queueing;
    }

    /**
     * Takes a token.
     *
     * @param now from {@link System#nanoTime}
     * @return how long to wait before the call may pass, in nanoseconds, often 0; empty if it is refused
     */
    public synchronized OptionalLong take(long now) {
        long full = fullAt == Long.MIN_VALUE || fullAt - now < 0 ? now : fullAt;
        long wait = Math.max(0, full + nanosPerCall - burstNanos - now);
        if (wait > 0 && (!queueing || wait > MOST_WAITING * nanosPerCall)) {
            return OptionalLong.empty();
        }
        fullAt = full + nanosPerCall;
        return OptionalLong.of(wait);
    }
}
