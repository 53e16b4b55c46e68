package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** A folder among the files of a group; there are none inside others. {@code time} is Unix seconds. */
public record FileFolder(long groupId, String folderId, String name, long creatorId, long time) implements Entity {
    static final String KIND = "folder/";

    @Override
    public String key() {
        return KIND + groupId + folderId;
    }

    @Override
    public boolean hangsOn(long group) {
        return groupId == group;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("group_id", groupId)
                .put("folder_id", folderId)
                .put("name", name)
                .put("creator", creatorId)
                .put("time", time)
                .build();
    }

    static FileFolder read(JsonObject json) {
        return new FileFolder(
                json.integer("group_id", 0),
                json.string("folder_id", ""),
                json.string("name", ""),
                json.integer("creator", 0),
                json.integer("time", 0));
    }
}
