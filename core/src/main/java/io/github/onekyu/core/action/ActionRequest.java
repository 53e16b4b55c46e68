package io.github.onekyu.core.action;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One call as it came: the name with its suffixes, the parameters untouched. The echo belongs to the connection that
 * read it and never reaches an action (WS-22).
 *
 * @param partial takes answers that come before the last one, from hosts that answer in several parts; called in their
 *     order, from any thread, and must not block. Callers that can take only one answer leave it as {@link #of} has it.
 */
public record ActionRequest(String action, Params params, Optional<Echo> echo, Consumer<ActionResponse> partial) {
    private static final Consumer<ActionResponse> NOBODY = part -> {};

    public ActionRequest {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(params, "params");
        Objects.requireNonNull(echo, "echo");
        Objects.requireNonNull(partial, "partial");
    }

    public ActionRequest(String action, Params params, Optional<Echo> echo) {
        this(action, params, echo, NOBODY);
    }

    public static ActionRequest of(String action, Params params) {
        return new ActionRequest(action, params, Optional.empty());
    }

    /** The same call whose early answers go there. */
    public ActionRequest withPartial(Consumer<ActionResponse> taker) {
        return new ActionRequest(action, params, echo, taker);
    }

    /** The same call under another name, without its echo. */
    public ActionRequest named(String other) {
        return new ActionRequest(other, params, Optional.empty(), partial);
    }
}
