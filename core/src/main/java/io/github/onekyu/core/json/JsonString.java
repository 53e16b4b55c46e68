package io.github.onekyu.core.json;

import java.util.Objects;

/** A JSON string; {@code value} is the unescaped text. */
public record JsonString(String value) implements JsonValue {
    public JsonString {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
