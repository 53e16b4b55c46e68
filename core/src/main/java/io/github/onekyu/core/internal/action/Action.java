package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

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

    /**
     * For actions that send: makes a call ready to be passed on, which takes time where media must be fetched. The
     * supplier passes it on and may block as {@link #perform} may; this method never does. The stage never completes
     * exceptionally; the method may throw like {@link #perform}.
     */
    default CompletionStage<Supplier<CompletionStage<ActionResponse>>> ready(ActionRequest request, Caller caller) {
        return CompletableFuture.completedFuture(() -> perform(request, caller));
    }

    /** An action that answers at once. */
    static Action of(Function<ActionRequest, ActionResponse> answer) {
        return (request, caller) -> CompletableFuture.completedFuture(answer.apply(request));
    }

    /** An action that works with the disk or the like before it answers. */
    static Action blocking(Function<ActionRequest, ActionResponse> answer) {
        return new Action() {
            @Override
            public CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller) {
                return CompletableFuture.completedFuture(answer.apply(request));
            }

            @Override
            public boolean mayBlock() {
                return true;
            }
        };
    }
}
