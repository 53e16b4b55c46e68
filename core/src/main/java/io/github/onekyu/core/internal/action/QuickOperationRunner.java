package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.quick.QuickOperation;
import io.github.onekyu.core.quick.QuickOperations;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the actions of a quick operation one after another (QO-01). */
public final class QuickOperationRunner implements QuickOperations {
    private static final Logger LOG = LoggerFactory.getLogger(QuickOperationRunner.class);

    private final ActionDispatcher actions;
    private final Backend backend;

    public QuickOperationRunner(ActionDispatcher actions, Backend backend) {
        this.actions = actions;
        this.backend = backend;
    }

    @Override
    public CompletionStage<Void> execute(JsonObject context, JsonObject operation, Caller caller) {
        if (QuickOperation.blocks(operation)) {
            backend.eventBlocked(context);
        }
        return run(context, operation, caller);
    }

    /** Everything but {@code block}, which only a report's answer may ask for (QO-13). */
    CompletionStage<Void> run(JsonObject context, JsonObject operation, Caller caller) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (ActionRequest action : QuickOperation.plan(context, operation)) {
            all = all.thenCompose(before -> actions.dispatch(action, caller))
                    .thenAccept(response -> logFailure(action, response, caller));
        }
        return all;
    }

    private static void logFailure(ActionRequest action, ActionResponse response, Caller caller) {
        if (response.result().isEmpty()) {
            LOG.warn(
                    "OKY-1632 a quick operation of {} failed: {} answered retcode {}",
                    caller,
                    action.action(),
                    response.retcode());
        }
    }
}
