package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;

/**
 * One call on its way to the implementation.
 *
 * @param action the name without our suffixes
 * @param params as the bot wrote them (LNK-01)
 * @param echo ours, unique for the process (LNK-03)
 * @param caller whose call it is; one caller's sends keep their order
 */
record Call(String action, JsonObject params, String echo, Caller caller) {
    /** The frame that a WebSocket carries. Well-formed text, since a lone surrogate would end the connection. */
    String frame() {
        return Json.write(JsonObject.builder()
                .put("action", action)
                .put("params", params)
                .put("echo", echo)
                .build());
    }
}
