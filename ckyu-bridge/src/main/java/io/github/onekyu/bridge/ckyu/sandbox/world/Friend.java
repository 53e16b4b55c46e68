package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** That somebody is a friend of the account, and what the account calls them. */
public record Friend(long userId, String remark) implements Entity {
    static final String KIND = "friend/";

    @Override
    public String key() {
        return KIND + userId;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder().put("user_id", userId).put("remark", remark).build();
    }

    static Friend read(JsonObject json) {
        return new Friend(json.integer("user_id", 0), json.string("remark", ""));
    }
}
