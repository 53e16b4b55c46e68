package io.github.onekyu.transport.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the memory that the bodies of all requests under way take together. Thread-safe. */
final class BodyBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param largest the largest single body, which always fits */
    BodyBudget(long largest) {
        this.most = Math.max(2 * largest, Runtime.getRuntime().maxMemory() / 4);
    }

    boolean take(long bytes) {
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }
}
