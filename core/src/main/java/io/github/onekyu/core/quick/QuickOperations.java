package io.github.onekyu.core.quick;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** Carries out what a report's answer, or {@code .handle_quick_operation}, asks for (events.md §4). Thread-safe. */
public interface QuickOperations {
    /**
     * Runs the operation on the event it answers: one action after another, each attempted whatever became of the one
     * before; failures are logged only (QO-01). {@code block} is passed to the host (POST-10).
     *
     * @param context the event, as it was posted
     * @param operation the answer
     * @param caller who answered
     * @return completes normally when all of it was attempted
     */
    CompletionStage<Void> execute(JsonObject context, JsonObject operation, Caller caller);
}
