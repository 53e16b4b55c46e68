package io.github.onekyu.core.compat;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** The 3.x form of events, for {@code enable_backward_compatibility}. */
public final class BackwardCompatibility {
    private BackwardCompatibility() {}

    /** The event as 3.x receivers know it; meta events and whatever 3.x had no other form for stay the same (BC-04). */
    public static JsonObject toV3(JsonObject event) {
        return switch (event.string("post_type", "")) {
            case "message" -> event.string("message_type", "").equals("group") ? anonymousName(event) : event;
            case "notice" -> renamed(event, "notice_type", "event").with("post_type", new JsonString("event"));
            case "request" -> renamed(event, "comment", "message");
            default -> event;
        };
    }

    /** BC-01. */
    private static JsonObject anonymousName(JsonObject event) {
        JsonObject anonymous = event.object("anonymous").orElse(JsonObject.EMPTY);
        return event.toBuilder()
                .put("anonymous", anonymous.string("name", ""))
                .put("anonymous_flag", anonymous.string("flag", ""))
                .build();
    }

    private static JsonObject renamed(JsonObject event, String from, String to) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        event.members().forEach((name, value) -> members.put(name.equals(from) ? to : name, value));
        return JsonObject.of(members);
    }
}
