package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.store.Committed;
import io.github.onekyu.bridge.ckyu.sandbox.store.Contents;
import io.github.onekyu.bridge.ckyu.sandbox.store.Simulation;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets the notices of {@link FileNotices} happen: the bytes first, then the world. Thread-safe; never blocks. */
public final class FileArrivals {
    private static final int FAILED = 103;

    private final Contents contents;
    private final Executor executor;

    /** @param executor writes the bytes; may block */
    public FileArrivals(Contents contents, Executor executor) {
        this.contents = contents;
        this.executor = executor;
    }

    public Contents contents() {
        return contents;
    }

    /** Completes as the turn that takes the file in. */
    public CompletionStage<Committed<JsonObject>> happen(Simulation simulation, JsonObject body) {
        CompletableFuture<Committed<JsonObject>> result = new CompletableFuture<>();
        simulation.change(turn -> FileNotices.read(turn, body)).whenComplete((arrival, refusal) -> {
            if (refusal != null) {
                result.completeExceptionally(refusal);
                return;
            }
            try {
                executor.execute(() -> keep(simulation, body, arrival.value(), result));
            } catch (RejectedExecutionException stopping) {
                result.completeExceptionally(new BackendException(FAILED, "the sandbox has stopped", stopping));
            }
        });
        return result;
    }

    private void keep(
            Simulation simulation,
            JsonObject body,
            FileNotices.Arrival arrival,
            CompletableFuture<Committed<JsonObject>> result) {
        String content = Contents.fresh();
        AtomicBoolean owned = new AtomicBoolean();
        try {
            contents.keep(content, arrival.bytes(), arrival.size());
        } catch (IOException | RuntimeException e) {
            contents.discard(content);
            result.completeExceptionally(
                    new BackendException(FAILED, "file \"" + arrival.name() + "\" cannot be kept: " + e, e));
            return;
        }
        simulation
                .change(turn -> {
                    FileNotices.read(turn, body).happen(turn, content, contents.url(content));
                    owned.set(true); // from here on the bytes go when the world forgets them
                    return JsonObject.EMPTY;
                })
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        result.complete(done);
                        return;
                    }
                    if (!owned.get()) {
                        contents.discard(content);
                    }
                    result.completeExceptionally(failure);
                });
    }
}
