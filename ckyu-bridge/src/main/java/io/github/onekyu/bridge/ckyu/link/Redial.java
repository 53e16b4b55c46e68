package io.github.onekyu.bridge.ckyu.link;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When to dial again: from a second, twice as long each time, up to a minute, a random part of it (LNK-10). Always from
 * the timer, never from the callback that noticed the failure; one dial at a time. Thread-safe.
 */
final class Redial {
    private final ScheduledExecutorService timer;
    private final Timing timing;
    private final Runnable dial;
    private final LongBinaryOperator random;
    private int failures;
    private long openSince;
    private boolean open;
    private boolean underWay;
    private boolean stopped;
    private @Nullable ScheduledFuture<?> next;

    /** @param dial begins one attempt and returns at once; it ends in {@link #opened} or {@link #failed} */
    Redial(ScheduledExecutorService timer, Timing timing, Runnable dial) {
        this(timer, timing, dial, (from, to) -> ThreadLocalRandom.current().nextLong(from, to));
    }

    /** @param random a number from the first up to, without, the second */
    Redial(ScheduledExecutorService timer, Timing timing, Runnable dial, LongBinaryOperator random) {
        this.timer = timer;
        this.timing = timing;
        this.dial = dial;
        this.random = random;
    }

    /** The first dial. */
    synchronized void begin() {
        schedule(0);
    }

    /** The attempt led to an open line. */
    synchronized void opened() {
        underWay = false;
        open = true;
        openSince = System.nanoTime();
    }

    /** The attempt failed, or the line it had led to has ended. */
    synchronized void failed(boolean lasting) {
        underWay = false;
        if (open && System.nanoTime() - openSince >= timing.steady().toNanos()) {
            failures = 0;
        }
        open = false;
        schedule(lasting ? timing.refusedRedial().toMillis() : jittered(longest(failures++)));
    }

    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    /** The longest wait after so many failures in a row. */
    private long longest(int before) {
        long first = timing.firstRedial().toMillis();
        long last = timing.lastRedial().toMillis();
        return before > 20 ? last : Math.min(last, first << before);
    }

    private long jittered(long longest) {
        long least = timing.leastRedial().toMillis();
        return longest <= least ? least : random.applyAsLong(least, longest + 1);
    }

    private void schedule(long millis) {
        if (stopped || underWay || (next != null && !next.isDone())) {
            return;
        }
        try {
            next = timer.schedule(this::now, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            stopped = true; // the account has stopped, and its timer with it
        }
    }

    private void now() {
        synchronized (this) {
            if (stopped || underWay || open) {
                return;
            }
            underWay = true;
            next = null;
        }
        dial.run();
    }
}
