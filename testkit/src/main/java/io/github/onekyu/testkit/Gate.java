package io.github.onekyu.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds somebody up until a test opens it; stays open afterwards. Thread-safe. */
public final class Gate {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CountDownLatch reached = new CountDownLatch(1);

    public void open() {
        opened.complete(null);
    }

    /** Completes when the gate opens, on the thread that opens it. */
    public CompletableFuture<Void> opened() {
        reached.countDown();
        return opened.copy();
    }

    /** Blocks the calling thread until the gate opens, a minute at most. */
    public void await() {
        reached.countDown();
        try {
            opened.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("the gate was never opened", e);
        }
    }

    /** Waits until somebody stands before the gate. */
    public void awaitReached(Duration limit) {
        try {
            if (!reached.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("nobody reached the gate within " + limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting at a gate", e);
        }
    }
}
