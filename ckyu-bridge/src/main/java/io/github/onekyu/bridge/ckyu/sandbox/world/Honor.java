package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * That somebody has an honor in a group.
 *
 * @param type {@code talkative}, {@code performer}, {@code legend}, {@code strong_newbie} or {@code emotion}
 * @param time since when, Unix seconds
 */
public record Honor(long groupId, String type, long userId, long time) implements Entity {
    static final String KIND = "honor/";

    @Override
    public String key() {
        return KIND + groupId + "/" + type + "/" + userId;
    }

    @Override
    public boolean hangsOn(long group) {
        return groupId == group;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("group_id", groupId)
                .put("type", type)
                .put("user_id", userId)
                .put("time", time)
                .build();
    }

    static Honor read(JsonObject json) {
        return new Honor(
                json.integer("group_id", 0),
                json.string("type", ""),
                json.integer("user_id", 0),
                json.integer("time", 0));
    }
}
