package io.github.onekyu.core.backend;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import java.util.concurrent.CompletionStage;

/**
 * A chat host that is itself an implementation of the protocol: it knows actions and parameters that nobody here has
 * heard of, so calls reach it as their callers wrote them, and its answers reach the callers as it wrote them.
 */
@FunctionalInterface
public interface Relay {
    /**
     * Passes one call on: the name without suffixes, the parameters untouched, no echo. Never blocks and never throws. By
     * the time it returns, the call has its place among those to be sent (WS-17).
     *
     * @return completes with the last answer, normally an {@link ActionResponse.Relayed}; {@link
     *     ActionResponse.UnknownAction} where the host knows no such action; {@link ActionResponse.Failed} at once where
     *     the host cannot be reached. Earlier parts of an answer go to {@link ActionRequest#partial()}.
     */
    CompletionStage<ActionResponse> call(ActionRequest request, Caller caller);
}
