package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;

import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.media.FileFetcher;
import io.github.onekyu.core.message.Message;

/**
 * Looks at the media of what the bot sends. By the time the host gets a message, addresses and data have become names of
 * files; what has not could not be fetched, and it is the host who says so (ENH-05).
 */
final class SentMedia {
    private static final int SHOWN = 120;

    private SentMedia() {}

    /** @throws BackendException if there is a medium whose bytes nobody has */
    static void check(HostCall call, JsonArray segments) {
        for (JsonValue each : segments) {
            if (each instanceof JsonObject segment) {
                check(call, segment);
            }
        }
    }

    private static void check(HostCall call, JsonObject segment) {
        JsonObject data = segment.object("data").orElse(JsonObject.EMPTY);
        String type = segment.string("type", "");
        JsonValue content = data.get("content");
        if (type.equals("node") && content != null) {
            Message.of(content, false).ifPresent(message -> check(call, message.toJson()));
        }
        String file = data.string("file", "");
        if (MediaAddresses.kind(type).isPresent() && FileFetcher.isFetched(file)) {
            String shown = FileFetcher.shown(file);
            throw refusal(
                    HostCodes.NO_MEDIA,
                    call.requested() + ": file of a segment of type " + type + " is "
                            + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown)
                            + ", whose bytes are not here: it could not be fetched (the log has more), or it is a path;"
                            + " expected a web address that answers, a file: address of a file of this machine,"
                            + " base64:// data, or the name of a file in the data directory");
        }
    }
}
