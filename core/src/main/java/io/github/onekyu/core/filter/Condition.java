package io.github.onekyu.core.filter;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;
import java.util.function.Predicate;

/** One compiled part of a filter: does this value satisfy it? */
interface Condition {
    boolean test(JsonValue value);

    /** FLT-10. */
    static Condition every(List<Condition> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        Condition[] all = conditions.toArray(Condition[]::new);
        return value -> {
            for (Condition each : all) {
                if (!each.test(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** FLT-15. */
    static Condition any(List<Condition> conditions) {
        Condition[] all = conditions.toArray(Condition[]::new);
        return value -> {
            for (Condition each : all) {
                if (each.test(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** FLT-11, FLT-12: a missing key satisfies nothing, not even a negation inside. */
    static Condition member(String key, Condition condition) {
        return value -> {
            JsonValue member = value instanceof JsonObject object ? object.get(key) : null;
            return member != null && condition.test(member);
        };
    }

    static Condition equalTo(JsonValue expected) {
        return value -> JsonEquality.same(expected, value);
    }

    static Condition text(Predicate<String> predicate) {
        return value -> value instanceof JsonString string && predicate.test(string.value());
    }

    default Condition negated() {
        return value -> !test(value);
    }
}
