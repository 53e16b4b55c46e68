package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * The picture of a group. Its bytes lie outside the world, under the name {@code content}.
 *
 * @param content a UUID, never used twice
 */
public record Portrait(long groupId, String content) implements Entity {
    static final String KIND = "portrait/";

    /** Another picture has another key, so that the store's changes tell which bytes are no longer needed. */
    @Override
    public String key() {
        return KIND + content;
    }

    @Override
    public boolean hangsOn(long group) {
        return groupId == group;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("group_id", groupId)
                .put("content", content)
                .build();
    }

    static Portrait read(JsonObject json) {
        return new Portrait(json.integer("group_id", 0), json.string("content", ""));
    }
}
