package io.github.onekyu.core.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: members in the order in which they came, the last one winning where a name came twice (WS-15).
 * Immutable; {@link #with} and {@link #without} give changed copies, {@link #builder} makes new ones.
 */
public final class JsonObject implements JsonValue {
    public static final JsonObject EMPTY = builder().build();

    private final Map<String, JsonValue> members;

    private JsonObject(Map<String, JsonValue> owned) {
        this.members = owned;
    }

    public static JsonObject of(Map<String, ? extends JsonValue> members) {
        Builder builder = new Builder(members.size());
        members.forEach(builder::put);
        return builder.build();
    }

    public static Builder builder() {
        return new Builder(4);
    }

    /** A builder for about so many members. */
    public static Builder builder(int expected) {
        return new Builder(expected);
    }

    /** A builder that starts with these members. */
    public Builder toBuilder() {
        return new Builder(members.size() + 1).putAll(this);
    }

    /** All members in order; unmodifiable. */
    public Map<String, JsonValue> members() {
        return members;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The member, or null where there is none; a member that is JSON {@code null} is {@link JsonNull#NULL}. */
    public @Nullable JsonValue get(String name) {
        return members.get(name);
    }

    /** The member's text if it is a JSON string. */
    public Optional<String> string(String name) {
        return members.get(name) instanceof JsonString s ? Optional.of(s.value()) : Optional.empty();
    }

    /** The member's text if it is a JSON string, else {@code fallback}. */
    public String string(String name, String fallback) {
        return members.get(name) instanceof JsonString s ? s.value() : fallback;
    }

    /** The member's value if it is a JSON number that is an int64. */
    public OptionalLong integer(String name) {
        return members.get(name) instanceof JsonNumber n ? n.asLong() : OptionalLong.empty();
    }

    public long integer(String name, long fallback) {
        return integer(name).orElse(fallback);
    }

    public Optional<JsonObject> object(String name) {
        return members.get(name) instanceof JsonObject o ? Optional.of(o) : Optional.empty();
    }

    public Optional<JsonArray> array(String name) {
        return members.get(name) instanceof JsonArray a ? Optional.of(a) : Optional.empty();
    }

    /** Whether the member is the literal {@code true}. */
    public boolean isTrue(String name) {
        return members.get(name) == JsonBoolean.TRUE;
    }

    public JsonObject with(String name, JsonValue value) {
        return toBuilder().put(name, value).build();
    }

    public JsonObject without(String... names) {
        Builder copy = toBuilder();
        for (String name : names) {
            copy.remove(name);
        }
        return copy.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject o && members.equals(o.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return Json.write(this);
    }

    /** Collects members; not thread-safe; can be used once. */
    public static final class Builder {
        private Object @Nullable [] pairs;
        private int size;

        /** Holds all members instead, once there are too many for an array. */
        private @Nullable LinkedHashMap<String, JsonValue> many;

        private Builder(int expected) {
            pairs = new Object[2 * Math.min(expected, JsonMembers.MOST)];
        }

        public Builder put(String name, JsonValue value) {
            Object[] open = open();
            if (many != null) {
                many.put(name, value);
                return this;
            }
            int index = JsonMembers.indexOf(open, size, name);
            if (index >= 0) {
                open[2 * index + 1] = value;
            } else if (size < JsonMembers.MOST) {
                append(open, name, value);
            } else {
                many = new LinkedHashMap<>(4 * JsonMembers.MOST);
                new JsonMembers(open, size).forEach(many::put);
                many.put(name, value);
            }
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, JsonString.of(value));
        }

        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, JsonBoolean.of(value));
        }

        public Builder putNull(String name) {
            return put(name, JsonNull.NULL);
        }

        public Builder putAll(JsonObject other) {
            other.members.forEach(this::put);
            return this;
        }

        public Builder remove(String name) {
            Object[] open = open();
            if (many != null) {
                many.remove(name);
                return this;
            }
            int index = JsonMembers.indexOf(open, size, name);
            if (index >= 0) {
                size--;
                System.arraycopy(open, 2 * index + 2, open, 2 * index, 2 * (size - index));
            }
            return this;
        }

        public JsonObject build() {
            Object[] built = open();
            pairs = null;
            return new JsonObject(many == null ? new JsonMembers(built, size) : Collections.unmodifiableMap(many));
        }

        private void append(Object[] open, String name, JsonValue value) {
            Object[] room = open;
            if (2 * size == open.length) {
                room = Arrays.copyOf(open, Math.max(4, 2 * open.length));
                pairs = room;
            }
            room[2 * size] = name;
            room[2 * size + 1] = value;
            size++;
        }

        private Object[] open() {
            if (pairs == null) {
                throw new IllegalStateException("this builder has built its object already");
            }
            return pairs;
        }
    }
}
