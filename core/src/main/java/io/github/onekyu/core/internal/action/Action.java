package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Something that answers calls of one name. Thread-safe. */
interface Action {
    /** May throw; the dispatcher turns that into a response. */
    CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller);

    /** Whether {@link #perform} may block the thread that calls it. */
    default boolean mayBlock() {
        return false;
    }

    /** Whether one caller's calls must be taken in by the host in their order (WS-17). */
    default boolean sends() {
        return false;
    }

    /** An action that answers at once. */
    static Action of(Function<ActionRequest, ActionResponse> answer) {
        return (request, caller) -> CompletableFuture.completedFuture(answer.apply(request));
    }
}
