package io.github.onekyu.transport.ws;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Counts the calls that have no reply yet, so that stopping can wait for them. Thread-safe. */
final class RunningCalls {
    private final AtomicLong count = new AtomicLong();
    private volatile boolean closed;

    /** Answers false if no call may begin any more. */
    boolean begin() {
        if (closed) {
            return false;
        }
        count.incrementAndGet();
        return true;
    }

    void end() {
        count.decrementAndGet();
    }

    /** From now on no call begins. */
    void close() {
        closed = true;
    }

    /** Waits until every call has its reply, or the time is over. */
    void await(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (count.get() > 0
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
