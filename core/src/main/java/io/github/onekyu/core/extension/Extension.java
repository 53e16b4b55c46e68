package io.github.onekyu.core.extension;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.json.JsonObject;

/**
 * One extension of one account. All hooks are called by the extension's own thread, one after another; they may block,
 * which holds up nobody but the extension itself and, for a second at the most, the event at hand. A hook that throws is
 * logged and skipped (EXT-05).
 */
public interface Extension {
    /**
     * Sees an event that has passed the filter, before any transport gets it (EXT-02). The message is an array of
     * segments and the names are those of 4.x, whatever the configuration says. Nothing that happens here changes the
     * event.
     */
    default void onEvent(JsonObject event) {}

    /**
     * Sees a call of an action that nothing else answers (EXT-03). Every extension is asked in load order, each with the
     * same {@code result}; the last one to set it answers the call. Left alone it says "no such action".
     */
    default void onMissedAction(ActionRequest request, MissedActionResult result) {}

    /** Releases everything; called once, before the transports stop (EXT-01). */
    default void destroy() {}
}
