package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import io.github.onekyu.core.message.MessageFormat;

/** Gives messages inside results the account's message format, as events have it (A-get_msg). */
final class ResultMessages {
    private ResultMessages() {}

    static JsonValue inFormat(String action, JsonValue data, MessageFormat format) {
        if (format == MessageFormat.ARRAY || !(data instanceof JsonObject object)) {
            return data;
        }
        return switch (action) {
            case "get_msg" -> asString(object);
            case "get_group_msg_history", "get_friend_msg_history" ->
                object.array("messages")
                        .<JsonValue>map(list -> object.with(
                                "messages",
                                JsonArray.of(list.stream()
                                        .map(ResultMessages::asString)
                                        .toList())))
                        .orElse(object);
            default -> data;
        };
    }

    private static JsonValue asString(JsonValue value) {
        if (value instanceof JsonObject object && object.get("message") instanceof JsonArray segments) {
            return Message.of(segments, false)
                    .map(message -> object.with("message", new JsonString(message.toCqCode())))
                    .orElse(object);
        }
        return value;
    }
}
