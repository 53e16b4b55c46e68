package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * The picture of the account (A-set_qq_avatar). Its bytes lie outside the world, under the name {@code content}.
 *
 * @param content a UUID, never used twice
 */
public record Avatar(String content) implements Entity {
    static final String KIND = "avatar/";

    /** Another picture has another key, so that the store's changes tell which bytes are no longer needed. */
    @Override
    public String key() {
        return KIND + content;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder().put("content", content).build();
    }

    static Avatar read(JsonObject json) {
        return new Avatar(json.string("content", ""));
    }
}
