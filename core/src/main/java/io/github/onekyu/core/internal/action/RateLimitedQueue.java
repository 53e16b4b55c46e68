package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.Turns;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The account's one queue of {@code _rate_limited} calls: first in, first out, each followed by a pause (RL-02, RL-03).
 * Thread-safe.
 */
final class RateLimitedQueue {
    /** At the default pace this is more than an hour of calls; more would only fill memory. */
    private static final int BOUND = 10_000;

    private final Turns turns = new Turns();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledExecutorService timer;
    private final Duration pause;
    private volatile boolean closed;

    RateLimitedQueue(ScheduledExecutorService timer, Duration pause) {
        this.timer = timer;
        this.pause = pause;
    }

    /** Appends a call; false if the queue is full or closed. */
    boolean add(Supplier<CompletionStage<?>> call) {
        if (closed || waiting.incrementAndGet() > BOUND) {
            waiting.decrementAndGet();
            return false;
        }
        turns.run(() -> {
            waiting.decrementAndGet();
            return closed ? CompletableFuture.completedFuture(null) : run(call);
        });
        return true;
    }

    /** Discards what still waits (RL-06). */
    void close() {
        closed = true;
    }

    private CompletionStage<?> run(Supplier<CompletionStage<?>> call) {
        CompletableFuture<Void> paused = new CompletableFuture<>();
        call.get().whenComplete((done, failure) -> {
            try {
                timer.schedule(() -> paused.complete(null), pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                paused.complete(null); // the account stops: the rest is discarded by the flag above
            }
        });
        return paused;
    }
}
