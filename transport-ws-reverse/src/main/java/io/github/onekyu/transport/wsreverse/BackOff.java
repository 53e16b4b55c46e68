package io.github.onekyu.transport.wsreverse;

import java.time.Duration;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;

/**
 * How long to wait before the next attempt: the interval (RWS-12), except where the peer is there and refuses, once and
 * again; then any time from the interval to twice, four times ... of it, up to a bound (EP-22). Chance keeps many
 * accounts that one bot refused from coming back together. Thread-safe.
 */
final class BackOff {
    /** A connection that the peer ends within this was a refusal in other words. */
    static final Duration IMMEDIATE = Duration.ofSeconds(2);

    private static final int MOST_DOUBLINGS = 30;

    private final long interval;
    private final long most;
    private final LongSupplier clock;
    private final LongBinaryOperator random;

    private long openedAt;
    private boolean open;
    private int refusals;

    /**
     * @param most not more than this between attempts; without effect if it is less than the interval
     * @param clock nanoseconds, as {@link System#nanoTime}
     * @param random a number from the first, included, to the second, not included
     */
    BackOff(Duration interval, Duration most, LongSupplier clock, LongBinaryOperator random) {
        this.interval = interval.toMillis();
        this.most = Math.max(this.interval, most.toMillis());
        this.clock = clock;
        this.random = random;
    }

    synchronized void opened() {
        open = true;
        openedAt = clock.getAsLong();
    }

    /** Whether the peer has lately let connections in only to end them. */
    synchronized boolean suspicious() {
        return refusals > 0;
    }

    /** What to wait after this end. */
    synchronized Duration after(End end) {
        boolean atOnce = open && end.byPeer() && clock.getAsLong() - openedAt < IMMEDIATE.toNanos();
        open = false;
        if (!end.refused() && !atOnce) {
            refusals = 0;
            return Duration.ofMillis(interval);
        }
        refusals++;
        long bound = Math.min(most, interval << Math.min(refusals - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(bound <= interval ? interval : random.applyAsLong(interval, bound + 1));
    }
}
