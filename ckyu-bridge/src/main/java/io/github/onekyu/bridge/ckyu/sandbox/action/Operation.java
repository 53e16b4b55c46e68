package io.github.onekyu.bridge.ckyu.sandbox.action;

import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonValue;

/** What one action does. Called under the world's lock: it checks everything first, then changes the world. */
@FunctionalInterface
public interface Operation {
    /**
     * Answers the action's data.
     *
     * @throws BackendException if the host refuses; nothing was changed
     */
    JsonValue perform(Turn turn, HostCall call);
}
