package io.github.onekyu.core.connection;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.Echo;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.error.ProtocolException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.json.JsonValue;
import java.util.Optional;

/** One message of the shape {@code {"action": …, "params": …, "echo": …}} (WS-10). */
record CallFrame(JsonObject json, Optional<Echo> echo) {

    /** @throws ProtocolException with 1400 if the message is not one strict JSON object (WS-13, WS-15) */
    static CallFrame parse(String message) {
        JsonValue value;
        try {
            value = Json.parse(message);
        } catch (JsonSyntaxException e) {
            throw malformed("the message is not JSON: " + e.getMessage());
        }
        if (!(value instanceof JsonObject object)) {
            throw malformed("the message is not a JSON object; expected {\"action\": …, \"params\": {…}}");
        }
        JsonValue echo = object.get("echo");
        return new CallFrame(
                object, echo == null ? Optional.empty() : Optional.of(new Echo(RawMember.of(message, "echo", echo))));
    }

    /** @throws ProtocolException with 1400 if {@code action} is missing or no string (WS-13) */
    ActionRequest request() {
        String action = json.string("action")
                .orElseThrow(() -> malformed("\"action\" is missing or not a string; expected the name of an action"));
        // WS-11: anything but an object counts as no parameters.
        Params params = json.object("params").map(Params::new).orElse(Params.EMPTY);
        return new ActionRequest(action, params, echo);
    }

    private static ProtocolException malformed(String trouble) {
        return new ProtocolException(Retcode.MALFORMED.value(), trouble);
    }
}
