package io.github.onekyu.core.action;

import java.util.Objects;
import java.util.Optional;

/**
 * One call as it came: the name with its suffixes, the parameters untouched. The echo belongs to the connection that
 * read it and never reaches an action (WS-22).
 */
public record ActionRequest(String action, Params params, Optional<Echo> echo) {
    public ActionRequest {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(params, "params");
        Objects.requireNonNull(echo, "echo");
    }

    public static ActionRequest of(String action, Params params) {
        return new ActionRequest(action, params, Optional.empty());
    }
}
