package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;

/** What can happen to files: each changes the world and raises the notice that follows, whoever caused it. */
public final class FileLife {
    /** How many files a group may have, and how many bytes they may have together. */
    public static final int MOST_FILES = 10_000;

    public static final long MOST_BYTES = 10L << 30;
    private static final int LONGEST_NAME = 255;

    private FileLife() {}

    /** Why nothing can be called that; empty for a usable name. */
    public static Optional<String> objection(String name) {
        String trouble;
        if (name.isBlank()) {
            trouble = "is empty";
        } else if (name.equals(".") || name.equals("..")) {
            trouble = "is a directory's";
        } else if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            trouble = "contains a slash or backslash";
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            trouble = "contains a control character";
        } else if (name.length() > LONGEST_NAME) {
            trouble = "is longer than " + LONGEST_NAME + " characters";
        } else {
            return Optional.empty();
        }
        return Optional.of("the name " + trouble + "; expected a plain file name");
    }

    /** Why the group takes no more files of that many bytes together; empty if it does. */
    public static Optional<String> full(World world, long groupId, long bytes) {
        if (world.files().in(Chat.inGroup(groupId)).size() >= MOST_FILES) {
            return Optional.of("group " + groupId + " has " + MOST_FILES + " files, the most that it can have");
        }
        long left = MOST_BYTES - world.files().usedSpace(groupId);
        return bytes > left
                ? Optional.of("group " + groupId + " has " + left + " bytes left for files, this one has " + bytes)
                : Optional.empty();
    }

    /** A file lies in a group from now on. */
    public static void upload(Turn turn, SharedFile file, String url) {
        turn.put(file);
        JsonObject described = JsonObject.builder()
                .put("id", file.fileId())
                .put("name", file.name())
                .put("size", file.size())
                .put("busid", file.busId())
                .put("url", url)
                .build();
        turn.notice(
                "group_upload",
                JsonObject.builder()
                        .put("group_id", file.chat().id())
                        .put("user_id", file.uploaderId())
                        .put("file", described)
                        .build());
    }

    /** The bot gets a file from a user. */
    public static void receive(Turn turn, SharedFile file, String url) {
        turn.put(file);
        turn.notice(
                "offline_file",
                JsonObject.builder()
                        .put("user_id", file.uploaderId())
                        .put(
                                "file",
                                JsonObject.builder()
                                        .put("name", file.name())
                                        .put("size", file.size())
                                        .put("url", url)
                                        .build())
                        .build());
    }

    /** The folder goes, with all files in it. */
    public static void remove(Turn turn, FileFolder folder) {
        turn.world().files().newestFirst(Chat.inGroup(folder.groupId())).stream()
                .filter(file -> file.folderId().equals(folder.folderId()))
                .forEach(turn::remove);
        turn.remove(folder);
    }

    /** The group has that picture from now on, and no other. */
    public static void portray(Turn turn, Portrait portrait) {
        turn.world().files().portrait(portrait.groupId()).ifPresent(turn::remove);
        turn.put(portrait);
    }

    /** The account has that picture from now on, and no other. */
    public static void portray(Turn turn, Avatar avatar) {
        turn.world().files().avatar().ifPresent(turn::remove);
        turn.put(avatar);
    }
}
