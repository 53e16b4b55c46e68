package io.github.onekyu.core.action;

import java.util.concurrent.CompletionStage;

/** The one door to the account's actions. Thread-safe. */
public interface ActionDispatcher {
    /**
     * Looks the action up and runs it (ACT-01). Never throws and never blocks; the stage always completes normally,
     * with a response, on whatever thread finished the action: hand the bytes to the connection's own writer.
     */
    CompletionStage<ActionResponse> dispatch(ActionRequest request, Caller caller);
}
