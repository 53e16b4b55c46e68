package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.action.MediaAddresses;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.media.FileFetcher;
import io.github.onekyu.core.media.MediaKind;
import io.github.onekyu.core.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the media in what a user is to say whose bytes must be fetched first, and puts names in their places. */
final class SaidMedia {
    /** What lies deeper is refused when it is said. */
    private static final int DEEPEST_NODE = 8;

    private SaidMedia() {}

    /** @param file an address, a path or data */
    record Reference(MediaKind kind, String file) {}

    /** Gives references their names. */
    @FunctionalInterface
    interface Naming {
        /** @param where it stands, such as {@code message[1]} */
        String name(String where, Reference reference);
    }

    /** The same message with names; asks for each reference in the order of the message. */
    static JsonArray rewrite(JsonArray segments, Naming names) {
        return segments(segments, "message", names, 0);
    }

    private static JsonArray segments(JsonArray segments, String where, Naming names, int depth) {
        List<JsonValue> rewritten = new ArrayList<>(segments.size());
        for (int i = 0; i < segments.size(); i++) {
            JsonObject segment = (JsonObject) segments.get(i);
            JsonObject data = segment.object("data").orElse(JsonObject.EMPTY);
            String place = where + "[" + i + "]";
            rewritten.add(segment.with(
                    "data",
                    segment.string("type", "").equals("node")
                            ? node(data, place, names, depth)
                            : medium(segment.string("type", ""), data, place, names)));
        }
        return new JsonArray(rewritten);
    }

    private static JsonObject node(JsonObject data, String where, Naming names, int depth) {
        return Optional.ofNullable(data.get("content"))
                .filter(content -> depth < DEEPEST_NODE)
                .flatMap(content -> Message.of(content, false))
                .map(content -> data.with("content", segments(content.toJson(), where + ".content", names, depth + 1)))
                .orElse(data);
    }

    private static JsonObject medium(String type, JsonObject data, String where, Naming names) {
        Optional<String> file = data.string("file").filter(FileFetcher::isFetched);
        return MediaAddresses.kind(type)
                .filter(kind -> file.isPresent())
                .map(kind -> names.name(where, new Reference(kind, file.orElseThrow())))
                .map(name -> data.with("file", new JsonString(name)))
                .orElse(data);
    }
}
