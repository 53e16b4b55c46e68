package io.github.onekyu.core.extension;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** What an extension gets from the account it belongs to. Thread-safe. */
public interface ExtensionContext {
    /** All settings; an extension's own keys begin with its name, as {@code long_polling.enable} does (EXT-04). */
    ConfigView config();

    /** Every action of the account (EXT-04). */
    ActionDispatcher actions();

    /** Who the extension is to the account: its sends keep their order. */
    Caller caller();

    /** Encoded events, for an extension that passes them on as transports do; the others have {@link Extension#onEvent}. */
    EventSource events();

    long selfId();

    /** Calls an action; the stage always completes with a response, a failed one where something went wrong. */
    default CompletionStage<ActionResponse> call(String action, JsonObject params) {
        return actions().dispatch(ActionRequest.of(action, new Params(params)), caller());
    }
}
