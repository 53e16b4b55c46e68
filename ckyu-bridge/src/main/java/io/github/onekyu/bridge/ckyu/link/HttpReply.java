package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an HTTP API answered to a call.
 *
 * @param parts in their order, the last one the answer proper; never empty
 */
record HttpReply(int status, List<JsonObject> parts) {
    /** Between the parts of a streamed answer (LNK-04). */
    private static final String SEPARATOR = "\r\n\r\n";

    private static final int FAILED = 103;

    static HttpReply of(int status, byte[] body) {
        List<JsonObject> parts = new ArrayList<>();
        try {
            String text = Json.decode(body);
            for (String part : text.contains(SEPARATOR) ? text.split(SEPARATOR) : new String[] {text}) {
                if (Json.parse(part) instanceof JsonObject object && object.has("retcode")) {
                    parts.add(object);
                }
            }
        } catch (JsonSyntaxException noAnswer) {
            parts.clear(); // the status has to do
        }
        if (parts.isEmpty()) {
            parts.add(inWords(status));
        }
        return new HttpReply(status, List.copyOf(parts));
    }

    /** A status without an answer of the protocol, as the codes of WebSocket have it. */
    private static JsonObject inWords(int status) {
        return JsonObject.builder()
                .put("status", "failed")
                .put("retcode", status >= 400 && status < 500 ? 1000 + status : FAILED)
                .put("data", JsonNull.NULL)
                .put("wording", "the implementation answered HTTP " + status)
                .build();
    }

    JsonObject last() {
        return parts.get(parts.size() - 1);
    }
}
