package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.FileLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.SharedFile;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The notices that somebody uploads or sends a file: it is there from then on, with bytes. */
public final class FileNotices {
    private static final String GROUP_UPLOAD = "group_upload";
    private static final String OFFLINE_FILE = "offline_file";

    private FileNotices() {}

    /** Whether the body is for {@link #read} rather than {@link Notices#happen}. */
    public static boolean concerns(JsonObject body) {
        return List.of(GROUP_UPLOAD, OFFLINE_FILE)
                .contains(body.object("file").isPresent() ? body.string("notice_type", "") : "");
    }

    /**
     * A file on its way into the world.
     *
     * @param fileId empty for a new one
     * @param bytes what it begins with; zeros follow up to its size
     * @param url what the event says; empty for the real one
     */
    public record Arrival(
            Chat chat, long userId, String fileId, String name, long size, long busId, byte[] bytes, String url) {
        /** The file lies there from now on, and its notice is raised. */
        public void happen(Turn turn, String content, String realUrl) {
            SharedFile file = new SharedFile(
                    chat,
                    SharedFile.ROOT,
                    fileId.isEmpty() ? "/" + content : fileId,
                    content,
                    name,
                    size,
                    busId,
                    userId,
                    turn.now());
            String shown = url.isEmpty() ? realUrl : url;
            if (chat.isGroup()) {
                FileLife.upload(turn, file, shown);
            } else {
                FileLife.receive(turn, file, shown);
            }
        }
    }

    /** Reads the body and checks that it can happen; changes nothing but the time of the turn's events. */
    public static Arrival read(Turn turn, JsonObject body) {
        String type = body.string("notice_type", "");
        Fields fields = new Fields("notice " + type, body);
        fields.has("notice_type");
        Lookups.self(turn.world(), fields);
        Notices.common(turn, fields, "notice");
        return type.equals(GROUP_UPLOAD) ? inGroup(turn, fields) : inPrivate(turn, fields);
    }

    private static Arrival inGroup(Turn turn, Fields fields) {
        JsonObject member = GroupNotices.inGroup(turn, fields).build();
        long groupId = member.integer("group_id", 0);
        long userId = member.integer("user_id", 0);
        Fields file = new Fields("file", fields.object("file"));
        fields.end();
        Sayings.maySpeak(turn, Lookups.ownGroup(turn.world(), groupId), Lookups.member(turn.world(), groupId, userId));
        Arrival arrival = arrival(
                Chat.inGroup(groupId),
                userId,
                file.text("id", ""),
                file.integer("busid", SharedFile.GROUP_BUS, 0, Long.MAX_VALUE),
                file);
        if (turn.world().files().find(arrival.fileId()).isPresent()) {
            throw Fields.conflict(
                    "there is a file with id \"" + arrival.fileId() + "\" already; leave id out to get a " + "new one");
        }
        FileLife.full(turn.world(), groupId, arrival.size()).ifPresent(full -> {
            throw Fields.conflict(full);
        });
        return arrival;
    }

    private static Arrival inPrivate(Turn turn, Fields fields) {
        long userId = fields.id("user_id");
        Fields file = new Fields("file", fields.object("file"));
        fields.end();
        Lookups.person(turn.world(), userId);
        return arrival(Chat.withUser(userId), userId, "", 0, file);
    }

    private static Arrival arrival(Chat chat, long userId, String fileId, long busId, Fields file) {
        String name = file.text("name");
        FileLife.objection(name).ifPresent(objection -> {
            throw file.unusable("name", new JsonString(name), "a plain file name: " + objection);
        });
        byte[] bytes = bytes(file);
        long size = file.integer("size", bytes.length, bytes.length, FileLife.MOST_BYTES);
        String url = file.text("url", "");
        file.end();
        return new Arrival(chat, userId, fileId, name, size, busId, bytes, url);
    }

    private static byte[] bytes(Fields file) {
        Optional<String> content = file.optionalText("content");
        try {
            return Base64.getDecoder().decode(content.orElse("").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw file.unusable("content", new JsonString(content.orElse("")), "base64");
        }
    }
}
