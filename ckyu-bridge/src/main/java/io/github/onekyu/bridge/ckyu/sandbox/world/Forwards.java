package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import io.github.onekyu.core.message.MessageSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forwarded messages (SEG-20, SEG-21): a message of {@code node} segments alone is kept with what its nodes say, and
 * shown as one {@code forward} segment whose id is that of the message.
 */
public final class Forwards {
    private static final String NODE = "node";
    /** Hosts show fewer. */
    private static final int DEEPEST = 8;

    private Forwards() {}

    /** Why nodes cannot be forwarded. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final boolean missing;

        Unusable(boolean missing, String why) {
            super(why);
            this.missing = missing;
        }

        /** Whether a message that a node refers to is not there. */
        public boolean missing() {
            return missing;
        }
    }

    /**
     * The segments as they are to be kept: nodes hold who said what, whatever form they came in; a message without nodes
     * stays as it is.
     *
     * @throws Unusable if nodes stand beside other segments, or one of them says nothing
     */
    public static JsonArray settle(World world, JsonArray segments, long now) {
        return settle(world, segments, now, 1);
    }

    private static JsonArray settle(World world, JsonArray segments, long now, int depth) {
        long nodes = segments.stream().filter(Forwards::isNode).count();
        if (nodes == 0) {
            return segments;
        }
        if (nodes < segments.size()) {
            throw new Unusable(false, "nodes stand beside other segments; a forwarded message has nothing but nodes");
        }
        if (depth > DEEPEST) {
            throw new Unusable(false, "nodes lie in nodes deeper than " + DEEPEST);
        }
        List<JsonObject> settled = new ArrayList<>();
        for (JsonValue node : segments) {
            JsonObject data = ((JsonObject) node).object("data").orElse(JsonObject.EMPTY);
            settled.add(data.has("content") ? custom(world, data, now, depth) : reference(world, data));
        }
        return JsonArray.of(settled);
    }

    static boolean isNode(JsonValue segment) {
        return segment instanceof JsonObject object && object.string("type", "").equals(NODE);
    }

    private static JsonObject reference(World world, JsonObject data) {
        String id = text(data, "id", "id").orElse("");
        ChatMessage message = number(id)
                .flatMap(number -> world.messages().find(number))
                .filter(found -> !found.recalled())
                .orElseThrow(() -> new Unusable(true, "a node names message \"" + id + "\", which is not there"));
        JsonObject sender = Views.message(world, message).object("sender").orElse(JsonObject.EMPTY);
        return node(sender.integer("user_id", 0), sender.string("nickname", ""), message.kept(), message.time());
    }

    private static JsonObject custom(World world, JsonObject data, long now, int depth) {
        long userId = text(data, "user_id", "uin")
                .flatMap(Forwards::number)
                .filter(id -> id > 0)
                .orElseThrow(() -> new Unusable(false, "a node has neither an id, nor a user_id with its content"));
        JsonArray content = Optional.ofNullable(data.get("content"))
                .flatMap(value -> Message.of(value, false))
                .filter(message -> !message.isEmpty())
                .map(Message::toJson)
                .orElseThrow(() -> new Unusable(false, "the content of a node is no message, or an empty one"));
        String nickname = text(data, "nickname", "name")
                .orElseGet(() -> world.someone(userId).nickname());
        long time = text(data, "time", "time").flatMap(Forwards::number).orElse(now);
        return node(userId, nickname, settle(world, content, now, depth + 1), time);
    }

    private static JsonObject node(long userId, String nickname, JsonArray content, long time) {
        JsonObject data = JsonObject.builder()
                .put("user_id", Long.toString(userId))
                .put("nickname", nickname)
                .put("content", content)
                .put("time", Long.toString(time))
                .build();
        return new MessageSegment(NODE, data).toJson();
    }

    private static Optional<String> text(JsonObject data, String name, String alias) {
        JsonValue value = data.has(name) ? data.get(name) : data.get(alias);
        if (value instanceof JsonString string) {
            return Optional.of(string.value());
        }
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.toString());
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
