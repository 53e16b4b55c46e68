package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** That somebody was kicked for good: the group takes no more requests from them. */
public record Blocked(long groupId, long userId) implements Entity {
    static final String KIND = "blocked/";

    @Override
    public String key() {
        return KIND + groupId + "/" + userId;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("group_id", groupId)
                .put("user_id", userId)
                .build();
    }

    static Blocked read(JsonObject json) {
        return new Blocked(json.integer("group_id", 0), json.integer("user_id", 0));
    }
}
