package io.github.onekyu.core.json;

import java.util.Objects;

/** A JSON string; {@code value} is the unescaped text. */
public record JsonString(String value) implements JsonValue {
    private static final JsonString EMPTY = new JsonString("");

    public JsonString {
        Objects.requireNonNull(value, "value");
    }

    static JsonString of(String value) {
        return value.isEmpty() ? EMPTY : new JsonString(value);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
