package io.github.onekyu.core.extension;

import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The answer to a call that nothing but extensions answers; all of them share it. Thread-safe. */
public final class MissedActionResult {
    private volatile @Nullable CompletionStage<ActionResponse> answer;

    /** {@code ok} with this data; {@link io.github.onekyu.core.json.JsonNull} for none. */
    public void done(JsonValue data) {
        answer = CompletableFuture.completedFuture(new ActionResponse.Done(data));
    }

    /** {@code failed} with this retcode. */
    public void failed(Retcode retcode, String wording) {
        answer = CompletableFuture.completedFuture(ActionResponse.failed(retcode, wording));
    }

    /** What this stage completes with, such as the answer of another action; a failed stage means retcode 103. */
    public void later(CompletionStage<ActionResponse> response) {
        answer = response;
    }

    /** What was set last, by any extension; empty as long as none has (EXT-03). */
    public Optional<CompletionStage<ActionResponse>> answer() {
        return Optional.ofNullable(answer);
    }
}
