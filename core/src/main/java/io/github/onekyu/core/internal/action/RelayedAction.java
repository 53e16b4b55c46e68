package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.backend.Relay;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.message.MessageFormat;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Whatever is called: another implementation is asked, and its answer is the caller's (BR-01). */
final class RelayedAction implements Action {
    private final String name;
    private final Relay relay;
    private final MessageFormat format;

    RelayedAction(String name, Relay relay, MessageFormat format) {
        this.name = name;
        this.relay = relay;
        this.format = format;
    }

    @Override
    public CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller) {
        return relay.call(request.named(name), caller)
                .toCompletableFuture()
                .copy()
                .orTimeout(HostAction.HOST_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .thenApply(response -> inFormat(response, caller.format().orElse(format)));
    }

    /** Messages in results have the format of those in events, whichever the other implementation prefers. */
    private ActionResponse inFormat(ActionResponse response, MessageFormat wanted) {
        if (!(response instanceof ActionResponse.Relayed relayed)) {
            return response;
        }
        JsonObject envelope = relayed.envelope();
        var data = envelope.get("data");
        return data == null
                ? response
                : new ActionResponse.Relayed(envelope.with("data", ResultMessages.inFormat(name, data, wanted)));
    }

    /** Unknown ones too, by their name: order costs them nothing (WS-17). */
    @Override
    public boolean sends() {
        return ActionCatalog.standard()
                .find(name)
                .map(ActionSpec::sends)
                .orElseGet(() -> name.startsWith("send_") || name.startsWith("_send_"));
    }
}
