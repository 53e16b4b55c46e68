package io.github.onekyu.core.filter;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Map;

/** FLT-16: equal by value; types matter, the order of members and the spelling of numbers do not. */
final class JsonEquality {
    private JsonEquality() {}

    static boolean same(JsonValue a, JsonValue b) {
        if (a instanceof JsonNumber x && b instanceof JsonNumber y) {
            return x.sameValue(y);
        }
        if (a instanceof JsonObject x && b instanceof JsonObject y) {
            return sameMembers(x.members(), y);
        }
        if (a instanceof JsonArray x && b instanceof JsonArray y) {
            return sameItems(x, y);
        }
        return a.equals(b);
    }

    private static boolean sameMembers(Map<String, JsonValue> members, JsonObject other) {
        if (members.size() != other.members().size()) {
            return false;
        }
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            JsonValue counterpart = other.get(member.getKey());
            if (counterpart == null || !same(member.getValue(), counterpart)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(JsonArray a, JsonArray b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
