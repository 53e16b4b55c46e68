package io.github.onekyu.core.config;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One row of the table of keys.
 *
 * @param name the key, lower case
 * @param type how its value is read
 * @param fallback the default as it would be written in a file; empty for none
 * @param min the smallest number allowed
 * @param max the largest number allowed
 * @param choices the words allowed for a text; empty where any text is
 */
public record ConfigKey(String name, Type type, String fallback, long min, long max, List<String> choices) {
    /** How a value is read. */
    public enum Type {
        TEXT,
        FLAG,
        INTEGER,
        PORT
    }

    private static final Pattern SECRET = Pattern.compile("(.*[._])?(token|secret|password)");
    private static final int MAX_PORT = 65535;
    private static final int SHOWN_CHARS = 60;

    public ConfigKey {
        choices = List.copyOf(choices);
    }

    static ConfigKey text(String name, String fallback, String... choices) {
        return new ConfigKey(name, Type.TEXT, fallback, Long.MIN_VALUE, Long.MAX_VALUE, List.of(choices));
    }

    static ConfigKey flag(String name, boolean fallback) {
        return new ConfigKey(name, Type.FLAG, String.valueOf(fallback), Long.MIN_VALUE, Long.MAX_VALUE, List.of());
    }

    static ConfigKey integer(String name, long fallback, long min) {
        return new ConfigKey(name, Type.INTEGER, Long.toString(fallback), min, Long.MAX_VALUE, List.of());
    }

    static ConfigKey port(String name, int fallback) {
        return new ConfigKey(name, Type.PORT, Integer.toString(fallback), 0, MAX_PORT, List.of());
    }

    /** Whether the value must never be shown (CFG-15, NET-08). */
    public boolean secret() {
        return SECRET.matcher(name).matches();
    }

    /** The default with its JSON type, as a generated file has it (CFG-10); an empty text for none. */
    public JsonValue defaultValue() {
        return typed(new JsonString(fallback)).orElseThrow();
    }

    /** What a value must be, in words. */
    public String expected() {
        return switch (type) {
            case FLAG -> "yes or no";
            case PORT -> "a port from 0 to " + MAX_PORT;
            case INTEGER -> min == Long.MIN_VALUE ? "a whole number" : "a whole number, at least " + min;
            case TEXT -> choices.isEmpty() ? "a text" : String.join(" or ", choices);
        };
    }

    /** Whether the key can be given this value; an empty text always means "not set" for a text key (CFG-14). */
    public boolean accepts(JsonValue value) {
        return typed(value).isPresent();
    }

    /** The value with the type of the key, or empty where it cannot be used. */
    Optional<JsonValue> typed(JsonValue value) {
        return switch (type) {
            case FLAG -> Params.bool(value).map(JsonBoolean::of);
            case INTEGER, PORT ->
                number(value).stream()
                        .mapToObj(n -> (JsonValue) JsonNumber.of(n))
                        .findAny();
            case TEXT -> word(value).map(JsonString::new);
        };
    }

    OptionalLong number(JsonValue value) {
        OptionalLong number = Params.integer(value);
        return number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max
                ? number
                : OptionalLong.empty();
    }

    Optional<String> word(JsonValue value) {
        if (value instanceof JsonObject || value instanceof JsonArray) {
            return Optional.empty();
        }
        String text = value instanceof JsonString string ? string.value() : value.toString();
        if (choices.isEmpty() || text.isEmpty()) {
            return Optional.of(text);
        }
        return choices.stream().filter(text::equalsIgnoreCase).findFirst();
    }

    /** The value for a message; a secret only as "the value". */
    String show(JsonValue value) {
        if (secret()) {
            return "the value";
        }
        String text = value instanceof JsonString string ? "'" + string.value() + "'" : value.toString();
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    }
}
