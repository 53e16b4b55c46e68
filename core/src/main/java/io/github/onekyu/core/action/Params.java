package io.github.onekyu.core.action;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.json.JsonValue;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a call and the one place that reads them leniently, so that every transport agrees (PAR-05 to
 * PAR-12). A value that cannot be used counts as absent. Immutable.
 */
public record Params(JsonObject json) {
    public static final Params EMPTY = new Params(JsonObject.EMPTY);

    public Params {
        Objects.requireNonNull(json, "json");
    }

    /** Whether the parameter is there at all, usable or not; JSON {@code null} is absent (PAR-11). */
    public boolean has(String name) {
        return value(name).isPresent();
    }

    public Optional<JsonValue> value(String name) {
        JsonValue value = json.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** An int64: a JSON integer, a number with a zero fraction, or decimal text with blanks around it (PAR-06). */
    public OptionalLong integer(String name) {
        return integer(json.get(name));
    }

    public long integer(String name, long fallback) {
        return integer(name).orElse(fallback);
    }

    /** A boolean: JSON boolean, the words of PAR-07 in any case, or the numbers 0 and 1. */
    public Optional<Boolean> bool(String name) {
        return bool(json.get(name));
    }

    public boolean bool(String name, boolean fallback) {
        return bool(name).orElse(fallback);
    }

    /** A string; integers become decimal text (PAR-08). */
    public Optional<String> text(String name) {
        return text(json.get(name));
    }

    public String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    /** An object, also one that came as JSON text from a query or form (PAR-10). */
    public Optional<JsonObject> object(String name) {
        return structured(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** An array, also one that came as JSON text from a query or form (PAR-10). */
    public Optional<JsonArray> array(String name) {
        return structured(name) instanceof JsonArray array ? Optional.of(array) : Optional.empty();
    }

    private @Nullable JsonValue structured(String name) {
        JsonValue value = json.get(name);
        if (value instanceof JsonString text) {
            try {
                return Json.parse(text.value());
            } catch (JsonSyntaxException notJson) {
                return null; // unusable, hence absent (ACT-03)
            }
        }
        return value;
    }

    public static OptionalLong integer(@Nullable JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.asLong();
        }
        if (value instanceof JsonString string) {
            return decimal(string.value().strip());
        }
        return OptionalLong.empty();
    }

    public static Optional<Boolean> bool(@Nullable JsonValue value) {
        if (value instanceof JsonBoolean bool) {
            return Optional.of(bool.value());
        }
        if (value instanceof JsonNumber number) {
            OptionalLong asLong = number.asLong();
            return asLong.isPresent() ? word(Long.toString(asLong.getAsLong())) : Optional.empty();
        }
        return value instanceof JsonString string ? word(string.value()) : Optional.empty();
    }

    public static Optional<String> text(@Nullable JsonValue value) {
        if (value instanceof JsonString string) {
            return Optional.of(string.value());
        }
        if (value instanceof JsonNumber number && isInteger(number.text())) {
            return Optional.of(number.text());
        }
        return Optional.empty();
    }

    /** The boolean words that settings and parameters share (PAR-07, CFG-12). */
    public static Optional<Boolean> word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1", "on" -> Optional.of(true);
            case "no", "false", "0", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static OptionalLong decimal(String text) {
        int digits = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        if (!isInteger(digits == 1 ? text.substring(1) : text) || text.startsWith("--") || text.startsWith("+-")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException beyondInt64) {
            return OptionalLong.empty();
        }
    }

    private static boolean isInteger(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        if (text.length() == start) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
