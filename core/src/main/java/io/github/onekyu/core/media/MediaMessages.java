package io.github.onekyu.core.media;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds media references in the parameters of a send, and puts names in their places. */
// The same object means "nothing was changed here", which spares comparing whole messages.
@SuppressWarnings("ReferenceEquality")
final class MediaMessages {
    private static final List<String> MESSAGE_PARAMS = List.of("message", "messages");
    /** Hosts show fewer; what lies deeper goes to the host as it is. */
    private static final int DEEPEST_NODE = 16;

    private MediaMessages() {}

    /**
     * The parameters with every reference that has a name replaced by it: the same object if there is none.
     *
     * @param names asked for each reference, in the order of the message; empty leaves it as it is (ENH-05)
     */
    static JsonObject rewrite(JsonObject params, Function<MediaReference, Optional<String>> names) {
        JsonObject result = params;
        for (String param : MESSAGE_PARAMS) {
            JsonValue message = params.get(param);
            if (message != null) {
                JsonValue changed = message(message, names, 0);
                if (changed != message) {
                    result = result.with(param, changed);
                }
            }
        }
        return result;
    }

    /** A message of any form: segments, one segment, or, inside a node, a string with CQ codes. */
    private static JsonValue message(JsonValue message, Function<MediaReference, Optional<String>> names, int depth) {
        if (message instanceof JsonArray segments) {
            return segments(segments, names, depth);
        }
        if (message instanceof JsonObject segment) {
            return segment(segment, names, depth);
        }
        if (depth > 0 && message instanceof JsonString text && text.value().contains("[CQ:")) {
            JsonArray segments = Message.parse(text.value()).toJson();
            JsonValue changed = segments(segments, names, depth);
            return changed == segments ? message : changed;
        }
        return message;
    }

    private static JsonValue segments(JsonArray segments, Function<MediaReference, Optional<String>> names, int depth) {
        List<JsonValue> changed = null;
        for (int i = 0; i < segments.size(); i++) {
            JsonValue before = segments.get(i);
            JsonValue after = before instanceof JsonObject segment ? segment(segment, names, depth) : before;
            if (after != before) {
                if (changed == null) {
                    changed = new ArrayList<>(segments.items());
                }
                changed.set(i, after);
            }
        }
        return changed == null ? segments : new JsonArray(changed);
    }

    private static JsonObject segment(JsonObject segment, Function<MediaReference, Optional<String>> names, int depth) {
        JsonObject data = segment.object("data").orElse(JsonObject.EMPTY);
        String type = segment.string("type", "");
        if (type.equals("node")) {
            JsonValue content = data.get("content");
            if (content == null || depth >= DEEPEST_NODE) {
                return segment;
            }
            JsonValue changed = message(content, names, depth + 1);
            return changed == content ? segment : segment.with("data", data.with("content", changed));
        }
        return MediaKind.of(type)
                .flatMap(kind -> MediaReference.of(kind, data))
                .flatMap(names)
                .map(name -> segment.with("data", data.with("file", new JsonString(name))))
                .orElse(segment);
    }
}
