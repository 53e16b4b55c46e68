package io.github.onekyu.core.message;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * One part of a message.
 *
 * <p>The values of {@code data} are strings in the order in which they came, whatever they were made from: numbers,
 * booleans, objects and arrays become their JSON text, {@code null} is dropped (MSG-07). The one exception is the
 * {@code content} of a {@code node}, which stays an array or object (SEG-20). The {@code data} of a {@code text}
 * segment is its {@code text} alone, empty if it had none (MSG-09), since text has nothing else in CQ form.
 *
 * @param type not empty; may be a type nobody knows here (MSG-11)
 */
public record MessageSegment(String type, JsonObject data) {
    static final String TEXT = "text";

    public MessageSegment {
        if (type.isEmpty()) {
            throw new IllegalArgumentException("a message segment needs a type");
        }
        data = literal(type, data);
    }

    public static MessageSegment of(String type) {
        return new MessageSegment(type, JsonObject.EMPTY);
    }

    public static MessageSegment of(String type, String key, String value) {
        return new MessageSegment(type, JsonObject.builder().put(key, value).build());
    }

    public static MessageSegment text(String text) {
        return of(TEXT, TEXT, text);
    }

    public static MessageSegment at(long userId) {
        return of("at", "qq", Long.toString(userId));
    }

    /** The segment of that JSON, or empty if it is none (MSG-05, MSG-06). */
    static Optional<MessageSegment> of(JsonValue json) {
        if (!(json instanceof JsonObject object)) {
            return Optional.empty();
        }
        String type = object.string("type", "");
        JsonValue data = object.get("data");
        if (data == null || data.isNull()) {
            data = JsonObject.EMPTY;
        }
        return !type.isEmpty() && data instanceof JsonObject params
                ? Optional.of(new MessageSegment(type, params))
                : Optional.empty();
    }

    public boolean isText() {
        return type.equals(TEXT);
    }

    /** The value of that name; empty where there is none, and for the structured {@code content} of a node. */
    public Optional<String> value(String name) {
        return data.string(name);
    }

    public JsonObject toJson() {
        return JsonObject.builder().put("type", type).put("data", data).build();
    }

    private static JsonObject literal(String type, JsonObject data) {
        if (type.equals(TEXT)) {
            JsonValue text = data.get(TEXT);
            if (text instanceof JsonString && data.members().size() == 1) {
                return data;
            }
            return JsonObject.builder()
                    .put(TEXT, text == null || text.isNull() ? new JsonString("") : asString(text))
                    .build();
        }
        boolean literal = true;
        for (Map.Entry<String, JsonValue> param : data.members().entrySet()) {
            literal &= staysAsItIs(type, param.getKey(), param.getValue());
        }
        if (literal) {
            return data;
        }
        JsonObject.Builder strings = JsonObject.builder();
        data.members().forEach((key, value) -> {
            if (value != JsonNull.NULL) {
                strings.put(key, staysAsItIs(type, key, value) ? value : asString(value));
            }
        });
        return strings.build();
    }

    private static boolean staysAsItIs(String type, String key, JsonValue value) {
        boolean structured = value instanceof JsonArray || value instanceof JsonObject;
        return value instanceof JsonString || (structured && type.equals("node") && key.equals("content"));
    }

    private static JsonString asString(JsonValue value) {
        return value instanceof JsonString string ? string : new JsonString(value.toString());
    }
}
