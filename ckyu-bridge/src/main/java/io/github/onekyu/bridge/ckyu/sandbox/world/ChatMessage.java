package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.message.Message;
import io.github.onekyu.core.message.MessageSegment;
import java.util.Optional;

/**
 * Something that was said. The segments are kept as JSON text: thousands of messages stay in memory, few are read.
 *
 * @param id an int32, never used again
 * @param subType as in the message event
 * @param time Unix seconds
 * @param mask the flag of the anonymous member who said it
 * @param peer for the bot's own: which connection asked for it
 * @param action for the bot's own: by which action
 */
public record ChatMessage(
        int id,
        Chat chat,
        String subType,
        long time,
        long userId,
        Optional<String> mask,
        String segmentText,
        boolean recalled,
        Optional<String> peer,
        Optional<String> action) {
    private static final String SEPARATOR = "\t";
    private static final int PARTS = 9;
    /** Nodes never stand beside other segments. */
    private static final String FORWARD_BEGINS = "[{\"type\":\"node\"";

    /** As it is shown: a forwarded message is one {@code forward} segment. */
    public JsonArray segments() {
        return isForward()
                ? Message.of(MessageSegment.of("forward", "id", Integer.toString(id)))
                        .toJson()
                : kept();
    }

    /** As it is kept: a forwarded message is its nodes. */
    public JsonArray kept() {
        return (JsonArray) Json.parse(segmentText);
    }

    public boolean isForward() {
        return segmentText.startsWith(FORWARD_BEGINS);
    }

    /** Its string form (EV-06). */
    public String raw() {
        return Message.of(segments(), false).orElse(Message.EMPTY).toCqCode();
    }

    ChatMessage asRecalled() {
        return new ChatMessage(id, chat, subType, time, userId, mask, segmentText, true, peer, action);
    }

    /** The stored form: fields between tabs, cheap to read, since a restart reads thousands. */
    String toStored() {
        return String.join(
                SEPARATOR,
                chat.toString(),
                subType,
                Long.toString(time),
                Long.toString(userId),
                recalled ? "recalled" : "",
                plain(mask),
                plain(peer),
                plain(action),
                segmentText);
    }

    private static String plain(Optional<String> text) {
        String given = text.orElse("");
        for (int i = 0; i < given.length(); i++) {
            if (given.charAt(i) < ' ') {
                return given.replaceAll("\\s", " ");
            }
        }
        return given; // nearly always
    }

    static ChatMessage read(int id, String stored) {
        // the last part is JSON, in which a tab is always escaped
        String[] parts = stored.split(SEPARATOR, PARTS);
        return new ChatMessage(
                id,
                Chat.read(parts[0]).orElseThrow(),
                parts[1],
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                optional(parts[5]),
                parts[8],
                !parts[4].isEmpty(),
                optional(parts[6]),
                optional(parts[7]));
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
