package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** That a message is one of the essential ones of its group. Times are Unix seconds. */
public record Essence(long groupId, int messageId, long senderId, long senderTime, long operatorId, long operatorTime)
        implements Entity {
    static final String KIND = "essence/";

    static String key(int messageId) {
        return KIND + messageId;
    }

    @Override
    public String key() {
        return key(messageId);
    }

    @Override
    public boolean hangsOn(long group) {
        return groupId == group;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("group_id", groupId)
                .put("message_id", messageId)
                .put("sender_id", senderId)
                .put("sender_time", senderTime)
                .put("operator_id", operatorId)
                .put("operator_time", operatorTime)
                .build();
    }

    static Essence read(JsonObject json) {
        return new Essence(
                json.integer("group_id", 0),
                (int) json.integer("message_id", 0),
                json.integer("sender_id", 0),
                json.integer("sender_time", 0),
                json.integer("operator_id", 0),
                json.integer("operator_time", 0));
    }
}
