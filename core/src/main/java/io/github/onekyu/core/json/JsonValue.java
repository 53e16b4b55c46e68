package io.github.onekyu.core.json;

/** Any JSON value. Immutable, so it may be shared between threads and receivers. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** Whether this is the literal {@code null}; most readers treat it like an absent member (PAR-11). */
    default boolean isNull() {
        return this == JsonNull.NULL;
    }
}
