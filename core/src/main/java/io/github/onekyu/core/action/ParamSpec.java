package io.github.onekyu.core.action;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One parameter of an action.
 *
 * @param name the name the host sees
 * @param aliases other names callers may use; the first present and usable one wins
 * @param fallback what the host gets where the caller gave nothing usable (ACT-03)
 * @param min the smallest integer allowed; a smaller one is an error, not absent
 * @param oneOf the only strings allowed; empty allows all
 */
public record ParamSpec(
        String name,
        List<String> aliases,
        Type type,
        boolean required,
        boolean nonEmpty,
        Optional<JsonValue> fallback,
        OptionalLong min,
        List<String> oneOf) {

    /** How a value is read (PAR-06 to PAR-10); an id is an integer above 0, a message id any but 0 (ACT-06). */
    public enum Type {
        ID("an integer above 0"),
        MESSAGE_ID("an integer other than 0"),
        INT("an integer"),
        BOOL("a boolean"),
        STRING("a string"),
        MESSAGE("a message: a string, an array of segments or one segment, and not empty"),
        OBJECT("an object"),
        ARRAY("an array"),
        ANY("any value");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** What is expected, for error messages. */
        public String words() {
            return words;
        }
    }

    static ParamSpec read(JsonObject json) {
        JsonValue fallback = json.get("default");
        return new ParamSpec(
                json.string("name", ""),
                strings(json, "aliases"),
                Type.valueOf(json.string("type", "any").toUpperCase(Locale.ROOT)),
                json.isTrue("required"),
                json.isTrue("nonEmpty"),
                Optional.ofNullable(fallback),
                json.integer("min"),
                strings(json, "oneOf"));
    }

    private static List<String> strings(JsonObject json, String name) {
        return json.array(name).orElse(JsonArray.EMPTY).stream()
                .map(item -> ((JsonString) item).value())
                .toList();
    }

    /** All names a caller may use, the main one first. */
    public List<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }

    /** The usable value among the caller's parameters, in the one form the host gets; empty if there is none. */
    Optional<JsonValue> read(Params params) {
        Optional<JsonValue> usable = read(params, name);
        for (int i = 0; usable.isEmpty() && i < aliases.size(); i++) {
            usable = read(params, aliases.get(i));
        }
        return usable;
    }

    private Optional<JsonValue> read(Params params, String key) {
        JsonValue value = params.json().get(key);
        return value == null || value.isNull() ? Optional.empty() : usable(params, key, value);
    }

    private Optional<JsonValue> usable(Params params, String key, JsonValue value) {
        return switch (type) {
            case ID, MESSAGE_ID, INT -> {
                OptionalLong integer = Params.integer(value);
                yield integer.isPresent() ? Optional.of(JsonNumber.of(integer.getAsLong())) : Optional.empty();
            }
            case BOOL -> Params.bool(value).map(JsonBoolean::of);
            case STRING -> Params.text(value).map(JsonString::new);
            case MESSAGE -> Message.of(value, params.bool("auto_escape", false)).map(Message::toJson);
            case OBJECT -> params.object(key).map(object -> object);
            case ARRAY -> params.array(key).map(array -> array);
            case ANY -> Optional.of(value);
        };
    }

    /** Whether a usable value breaks a bound of this parameter; then the call is an error (ACT-02). */
    boolean refuses(JsonValue value) {
        if (value instanceof JsonNumber number) {
            long n = number.asLong().orElse(0);
            return (type == Type.ID && n <= 0)
                    || (type == Type.MESSAGE_ID && n == 0)
                    || (min.isPresent() && n < min.getAsLong());
        }
        if (value instanceof JsonString text) {
            return (nonEmpty && text.value().isEmpty()) || (!oneOf.isEmpty() && !oneOf.contains(text.value()));
        }
        return type == Type.MESSAGE && value instanceof JsonArray segments && segments.size() == 0;
    }

    public String expectation() {
        if (!oneOf.isEmpty()) {
            return "one of " + String.join(", ", oneOf);
        }
        if (min.isPresent()) {
            return "an integer of at least " + min.getAsLong();
        }
        return nonEmpty ? type.words() + " that is not empty" : type.words();
    }
}
