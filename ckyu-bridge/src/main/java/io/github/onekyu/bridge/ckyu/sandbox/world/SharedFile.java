package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * A file that somebody put into a group, or sent to the bot or got from it. Its bytes lie outside the world, under the
 * name {@code content}.
 *
 * @param folderId {@link #ROOT}, or the folder of the group that it is in
 * @param content a UUID, never used twice
 * @param size in bytes
 * @param time when it was uploaded, Unix seconds
 */
public record SharedFile(
        Chat chat,
        String folderId,
        String fileId,
        String content,
        String name,
        long size,
        long busId,
        long uploaderId,
        long time)
        implements Entity {
    static final String KIND = "file/";

    /** Where files lie that are in no folder. */
    public static final String ROOT = "/";
    /** What the protocol calls a group's store for files that are kept for ever. */
    public static final long GROUP_BUS = 102;

    @Override
    public String key() {
        return KIND + content;
    }

    @Override
    public boolean hangsOn(long groupId) {
        return chat.equals(Chat.inGroup(groupId));
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("chat", chat.toString())
                .put("folder_id", folderId)
                .put("file_id", fileId)
                .put("content", content)
                .put("name", name)
                .put("size", size)
                .put("busid", busId)
                .put("uploader", uploaderId)
                .put("time", time)
                .build();
    }

    static SharedFile read(JsonObject json) {
        return new SharedFile(
                Chat.read(json.string("chat", "")).orElseThrow(),
                json.string("folder_id", ROOT),
                json.string("file_id", ""),
                json.string("content", ""),
                json.string("name", ""),
                json.integer("size", 0),
                json.integer("busid", GROUP_BUS),
                json.integer("uploader", 0),
                json.integer("time", 0));
    }
}
