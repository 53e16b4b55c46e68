package io.github.onekyu.transport.post;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One report's exchange with its receiver, redirects included; it ends once. Thread-safe. */
final class Exchange {
    private final CompletableFuture<Receiver.Answer> answer = new CompletableFuture<>();
    private @Nullable Future<?> hop; // guarded by this

    /**
     * The answer, or why there is none (an {@code IOException} mostly), as soon as it is known: dependents run on a thread
     * of the HTTP client and must not block.
     */
    CompletableFuture<Receiver.Answer> answer() {
        return answer;
    }

    /** Ends it, and the connection it is on, unless it has ended. */
    void cut() {
        answer.cancel(false);
        endHop();
    }

    /** One request of it has been begun. */
    void on(CompletableFuture<?> begun) {
        synchronized (this) {
            hop = begun;
        }
        if (answer.isCancelled()) {
            endHop();
        }
        begun.whenComplete((done, failure) -> {
            if (failure != null) {
                failed(failure);
            }
        });
    }

    void failed(Throwable failure) {
        answer.completeExceptionally(
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
    }

    private synchronized void endHop() {
        if (hop != null) {
            hop.cancel(true);
        }
    }
}
