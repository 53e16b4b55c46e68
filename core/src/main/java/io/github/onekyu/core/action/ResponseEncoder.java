package io.github.onekyu.core.action;

import io.github.onekyu.core.json.JsonBytes;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/** The envelope of communication.md §4: {@code status}, {@code retcode}, {@code data} and, on WebSocket, {@code echo}. */
public final class ResponseEncoder {
    private ResponseEncoder() {}

    /** The reply as UTF-8 JSON; {@code echo} is the last member exactly where the request had one (WS-20). */
    public static byte[] encode(ActionResponse response, Optional<Echo> echo) {
        if (response instanceof ActionResponse.Relayed relayed) {
            return encode(relayed.envelope(), echo);
        }
        JsonValue data = response instanceof ActionResponse.Done done ? done.data() : JsonNull.NULL;
        JsonBytes out = new JsonBytes(data.isNull() ? 96 : 512);
        out.raw("{\"status\":\"")
                .raw(status(response))
                .raw("\",\"retcode\":")
                .raw(response.retcode().toString())
                .raw(",\"data\":")
                .value(data);
        if (response instanceof ActionResponse.Failed failed
                && !failed.wording().isEmpty()) {
            out.raw(",\"wording\":").string(failed.wording());
        }
        if (echo.isPresent()) {
            out.raw(",\"echo\":").raw(echo.get().json());
        }
        return out.raw("}").toByteArray();
    }

    private static byte[] encode(JsonObject envelope, Optional<Echo> echo) {
        JsonBytes out = new JsonBytes(512);
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : envelope.members().entrySet()) {
            out.raw(separator).string(member.getKey()).raw(":").value(member.getValue());
            separator = ",";
        }
        if (echo.isPresent()) {
            out.raw(separator).raw("\"echo\":").raw(echo.get().json());
        } else if (envelope.members().isEmpty()) {
            out.raw(separator);
        }
        return out.raw("}").toByteArray();
    }

    /** The reply as JSON, without an echo. */
    public static JsonObject envelope(ActionResponse response) {
        if (response instanceof ActionResponse.Relayed relayed) {
            return relayed.envelope();
        }
        JsonObject.Builder json = JsonObject.builder()
                .put("status", status(response))
                .put("retcode", response.retcode().value())
                .put("data", response.result().orElse(JsonNull.NULL));
        if (response instanceof ActionResponse.Failed failed
                && !failed.wording().isEmpty()) {
            json.put("wording", failed.wording());
        }
        return json.build();
    }

    /** {@code ok}, {@code async} or {@code failed} (RSP-03). */
    public static String status(ActionResponse response) {
        if (response instanceof ActionResponse.Relayed relayed) {
            return relayed.envelope().string("status", "failed");
        }
        if (response instanceof ActionResponse.Done) {
            return "ok";
        }
        return response instanceof ActionResponse.Accepted ? "async" : "failed";
    }
}
