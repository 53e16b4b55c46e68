package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import io.github.onekyu.core.message.MessageFormat;
import java.util.function.UnaryOperator;

/**
 * Gives messages inside results the account's message format, as events have it (A-get_msg, A-get_forward_msg). Hosts of
 * our own always answer arrays; other implementations may answer either.
 */
final class ResultMessages {
    private ResultMessages() {}

    static JsonValue inFormat(String action, JsonValue data, MessageFormat format) {
        UnaryOperator<JsonValue> message =
                format == MessageFormat.ARRAY ? ResultMessages::segments : ResultMessages::text;
        UnaryOperator<JsonValue> event = each -> member(each, "message", message);
        return switch (action) {
            case "get_msg" -> event.apply(data);
            case "get_group_msg_history", "get_friend_msg_history" ->
                member(data, "messages", list -> each(list, event));
            // "message" stays: it is defined as an array of node segments, whatever the format (D-41)
            case "get_forward_msg" ->
                member(data, "messages", list -> each(list, entry -> member(entry, "content", message)));
            case "get_recent_contact" -> each(data, contact -> member(contact, "lastestMsg", event));
            default -> data;
        };
    }

    private static JsonValue member(JsonValue value, String name, UnaryOperator<JsonValue> change) {
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        JsonValue old = object.get(name);
        return old == null ? object : object.with(name, change.apply(old));
    }

    private static JsonValue each(JsonValue value, UnaryOperator<JsonValue> change) {
        return value instanceof JsonArray array
                ? JsonArray.of(array.stream().map(change).toList())
                : value;
    }

    private static JsonValue text(JsonValue message) {
        return message instanceof JsonArray segments && !holdsNodes(segments)
                ? Message.of(segments, false)
                        .<JsonValue>map(read -> new JsonString(read.toCqCode()))
                        .orElse(segments)
                : message;
    }

    private static JsonValue segments(JsonValue message) {
        return message instanceof JsonString
                ? Message.of(message, false).<JsonValue>map(Message::toJson).orElse(message)
                : message;
    }

    /** Nodes have no string form that anybody could read: their content is a message again (MSG-07). */
    private static boolean holdsNodes(JsonArray segments) {
        return segments.stream()
                .anyMatch(segment -> segment instanceof JsonObject object
                        && object.string("type", "").equals("node"));
    }
}
