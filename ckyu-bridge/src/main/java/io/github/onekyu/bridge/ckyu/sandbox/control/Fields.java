package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.ControlException.Kind;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the body of a control request strictly: a field of the wrong type is an error that names it, its value and
 * what was expected, and so is a field that nobody asked for, since it is likely misspelt. JSON null counts as absent.
 * Not thread-safe.
 */
final class Fields {
    private static final int SHOWN = 80;

    private final String what;
    private final JsonObject json;
    private final Set<String> known = new TreeSet<>();

    /** @param what is described, for error messages: {@code message}, {@code notice group_ban} */
    Fields(String what, JsonObject json) {
        this.what = what;
        this.json = json;
    }

    private Optional<JsonValue> value(String name) {
        known.add(name);
        JsonValue value = json.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<JsonValue> any(String name) {
        return value(name);
    }

    long id(String name) {
        return required(name, optionalId(name), "an integer above 0");
    }

    OptionalLong optionalId(String name) {
        return optionalInteger(name, 1, Long.MAX_VALUE, "an integer above 0");
    }

    long id(String name, long fallback) {
        return optionalId(name).orElse(fallback);
    }

    long integer(String name, long min, long max) {
        String expected = "an integer from " + min + " to " + max;
        return required(name, optionalInteger(name, min, max, expected), expected);
    }

    long integer(String name, long fallback, long min, long max) {
        return optionalInteger(name, min, max, "an integer from " + min + " to " + max)
                .orElse(fallback);
    }

    private OptionalLong optionalInteger(String name, long min, long max, String expected) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong number = value.get() instanceof JsonNumber n ? n.asLong() : OptionalLong.empty();
        if (number.isEmpty() || number.getAsLong() < min || number.getAsLong() > max) {
            throw unusable(name, value.get(), expected);
        }
        return number;
    }

    private long required(String name, OptionalLong value, String expected) {
        return value.orElseThrow(() -> missing(name, expected));
    }

    String text(String name) {
        return optionalText(name).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(name, "a string"));
    }

    String text(String name, String fallback) {
        return optionalText(name).orElse(fallback);
    }

    Optional<String> optionalText(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonString text) {
                return text.value();
            }
            throw unusable(name, value, "a string");
        });
    }

    boolean flag(String name, boolean fallback) {
        return value(name)
                .map(value -> {
                    if (value instanceof JsonBoolean flag) {
                        return flag.value();
                    }
                    throw unusable(name, value, "true or false");
                })
                .orElse(fallback);
    }

    /** One of these words, which must be there. */
    String word(String name, List<String> allowed) {
        return optionalWord(name, allowed).orElseThrow(() -> missing(name, "one of " + String.join(", ", allowed)));
    }

    Optional<String> optionalWord(String name, List<String> allowed) {
        return optionalText(name).map(word -> {
            if (allowed.contains(word)) {
                return word;
            }
            throw unusable(name, new JsonString(word), "one of " + String.join(", ", allowed));
        });
    }

    Optional<JsonObject> optionalObject(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonObject object) {
                return object;
            }
            throw unusable(name, value, "an object");
        });
    }

    JsonObject object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name, "an object"));
    }

    JsonArray array(String name) {
        JsonValue value = value(name).orElseThrow(() -> missing(name, "an array"));
        if (value instanceof JsonArray array) {
            return array;
        }
        throw unusable(name, value, "an array");
    }

    /** Call when all fields were read: refuses the ones that nobody read. */
    void end() {
        for (String name : json.members().keySet()) {
            if (!known.contains(name)) {
                throw invalid(what + " has no field \"" + name + "\"; it has " + String.join(", ", known));
            }
        }
    }

    ControlException unusable(String name, JsonValue value, String expected) {
        String text = Json.write(value);
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return invalid(what + ": " + name + " is " + shown + "; expected " + expected);
    }

    private ControlException missing(String name, String expected) {
        return invalid(what + ": " + name + " is missing; expected " + expected);
    }

    static ControlException invalid(String message) {
        return new ControlException(Kind.INVALID, message);
    }

    static ControlException notFound(String message) {
        return new ControlException(Kind.NOT_FOUND, message);
    }

    static ControlException conflict(String message) {
        return new ControlException(Kind.CONFLICT, message);
    }
}
