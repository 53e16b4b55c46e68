package io.github.onekyu.core.internal.event;

import io.github.onekyu.core.json.JsonObject;

/** Sees every event between the filter and its 3.x form (EXT-02, ORD-01). */
@FunctionalInterface
public interface EventHook {
    /** @param await whether the thread may be held for a moment, so that the hook is through before any transport */
    void event(JsonObject event, boolean await);
}
