package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** That somebody has put an emoji under a message; goes with the message. */
public record Reaction(int messageId, String emojiId, long userId) implements Entity {
    static final String KIND = "reaction/";

    @Override
    public String key() {
        return KIND + messageId + "/" + userId + "/" + emojiId;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("message_id", messageId)
                .put("emoji_id", emojiId)
                .put("user_id", userId)
                .build();
    }

    static Reaction read(JsonObject json) {
        return new Reaction(
                (int) json.integer("message_id", 0), json.string("emoji_id", ""), json.integer("user_id", 0));
    }
}
