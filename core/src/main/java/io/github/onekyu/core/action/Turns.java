package io.github.onekyu.core.action;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Runs tasks one after another without a thread of its own: the next starts when the stage of the one before has
 * completed. A caller's sends take turns this way (the stage says that the host has taken one in, not that it was
 * answered, WS-17), and so do an account's events. Thread-safe; never blocks.
 */
public final class Turns {
    private final Deque<Supplier<CompletionStage<?>>> waiting = new ArrayDeque<>();
    private boolean busy;

    /** Runs the task now if none is before it, else as soon as those before it are through. */
    public void run(Supplier<CompletionStage<?>> task) {
        synchronized (waiting) {
            waiting.add(task);
            if (busy) {
                return;
            }
            busy = true;
        }
        drain();
    }

    /** How many tasks have not begun. */
    public int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Called by the one thread that owns {@code busy}; a loop, so that a long queue does not become a deep stack. */
    private void drain() {
        while (true) {
            Supplier<CompletionStage<?>> next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    busy = false;
                    return;
                }
            }
            var passedOn = next.get().toCompletableFuture();
            if (!passedOn.isDone()) {
                passedOn.whenComplete((done, failure) -> drain());
                return;
            }
        }
    }
}
