package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import java.util.concurrent.CompletionStage;

/** Answers calls of actions that neither the host nor the account has (EXT-03). Thread-safe; must not block. */
@FunctionalInterface
public interface MissedActions {
    CompletionStage<ActionResponse> answer(ActionRequest request);
}
