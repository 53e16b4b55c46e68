package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** An announcement in a group. */
public record GroupNotice(long groupId, String noticeId, long senderId, long time, String text) implements Entity {
    static final String KIND = "announcement/";

    @Override
    public String key() {
        return KIND + noticeId;
    }

    @Override
    public boolean hangsOn(long group) {
        return groupId == group;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("group_id", groupId)
                .put("notice_id", noticeId)
                .put("sender_id", senderId)
                .put("time", time)
                .put("text", text)
                .build();
    }

    static GroupNotice read(JsonObject json) {
        return new GroupNotice(
                json.integer("group_id", 0),
                json.string("notice_id", ""),
                json.integer("sender_id", 0),
                json.integer("time", 0),
                json.string("text", ""));
    }
}
