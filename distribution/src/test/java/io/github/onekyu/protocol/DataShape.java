package io.github.onekyu.protocol;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares an action's data with the shape that the catalogue lists for it (ACT-07). */
final class DataShape {
    private final List<String> troubles = new ArrayList<>();

    private DataShape() {}

    /** What does not fit, each with the place where it is; empty if all fits. Fields beyond the listed are fine. */
    static List<String> troubles(JsonValue shape, JsonValue data) {
        DataShape comparison = new DataShape();
        comparison.compare("data", shape, data);
        return comparison.troubles;
    }

    private void compare(String place, JsonValue shape, JsonValue data) {
        if (shape instanceof JsonString type) {
            scalar(place, type.value(), data);
        } else if (shape instanceof JsonObject fields) {
            boolean nothing = data instanceof JsonNull && allOptional(fields);
            if (!nothing && expect(place, "an object", data instanceof JsonObject)) {
                fields.members().forEach((name, type) -> field(place, name, type, (JsonObject) data));
            }
        } else if (shape instanceof JsonArray items) {
            if (expect(place, "an array", data instanceof JsonArray) && items.size() > 0) {
                int i = 0;
                for (JsonValue item : (JsonArray) data) {
                    compare(place + "[" + i++ + "]", items.get(0), item);
                }
            }
        } else {
            expect(place, "null", data instanceof JsonNull);
        }
    }

    /** Such an object may be missing as a whole: some hosts answer null. */
    private static boolean allOptional(JsonObject fields) {
        return fields.members().keySet().stream().allMatch(name -> name.endsWith("?"));
    }

    private void field(String place, String listed, JsonValue type, JsonObject data) {
        boolean optional = listed.endsWith("?");
        String name = optional ? listed.substring(0, listed.length() - 1) : listed;
        @Nullable JsonValue value = data.get(name);
        if (value != null) {
            compare(place + "." + name, type, value);
        } else {
            expect(place + "." + name, "there", optional);
        }
    }

    private void scalar(String place, String listed, JsonValue data) {
        boolean nullable = listed.endsWith("?");
        String type = nullable ? listed.substring(0, listed.length() - 1) : listed;
        if (nullable && data instanceof JsonNull) {
            return;
        }
        expect(
                place,
                listed,
                switch (type) {
                    case "int32" -> integer(data, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case "int64" -> integer(data, Long.MIN_VALUE, Long.MAX_VALUE);
                    case "number" -> data instanceof JsonNumber;
                    case "string" -> data instanceof JsonString;
                    case "boolean" -> data instanceof JsonBoolean;
                    case "object" -> data instanceof JsonObject;
                    case "array" -> data instanceof JsonArray;
                    case "message" -> data instanceof JsonArray || data instanceof JsonString;
                    default -> throw new IllegalArgumentException("the catalogue lists a type \"" + type + "\"");
                });
    }

    private static boolean integer(JsonValue data, long least, long most) {
        return data instanceof JsonNumber number
                && number.asLong().isPresent()
                && number.asLong().getAsLong() >= least
                && number.asLong().getAsLong() <= most;
    }

    private boolean expect(String place, String what, boolean is) {
        if (!is) {
            troubles.add(place + " is not " + what);
        }
        return is;
    }
}
