package io.github.onekyu.core.quick;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import io.github.onekyu.core.message.MessageSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an answer to an event asks for (events.md §4): which actions, with which parameters, in which order. Takes
 * contexts of the present and of the 3.x form, whole or trimmed to their routing fields (HQO-03, HQO-04, BC-05). Pure
 * functions; nothing is carried out here.
 */
public final class QuickOperation {
    private static final long DEFAULT_BAN_SECONDS = 1800;

    private QuickOperation() {}

    /**
     * @param context the event that was answered
     * @param operation the answer; members that make no sense for the context are ignored (QO-08, QO-11, QO-14)
     * @return the actions to attempt, one after another (QO-01)
     */
    public static List<ActionRequest> plan(JsonObject context, JsonObject operation) {
        return switch (context.string("post_type", "")) {
            case "message" -> onMessage(context, operation);
            case "request" -> onRequest(context, operation);
            default -> List.of(); // QO-11
        };
    }

    /** Whether the host shall not pass the event on to its other plugins (QO-13). */
    public static boolean blocks(JsonObject operation) {
        return isOn(operation, "block");
    }

    private static List<ActionRequest> onMessage(JsonObject context, JsonObject operation) {
        List<ActionRequest> plan = new ArrayList<>();
        String messageType = context.string("message_type", "");
        reply(messageType, context, operation).ifPresent(plan::add);
        if (!messageType.equals("group")) {
            return plan; // QO-08
        }
        boolean anonymous = isAnonymous(context);
        if (isOn(operation, "delete")) {
            plan.add(request("delete_msg", copy(context, "message_id")));
        }
        if (isOn(operation, "kick") && !anonymous) {
            plan.add(request(
                    "set_group_kick",
                    copy(context, "group_id", "user_id")
                            .put("reject_add_request", isOn(operation, "reject_add_request"))));
        }
        if (isOn(operation, "ban")) {
            long duration = Params.integer(operation.get("ban_duration")).orElse(DEFAULT_BAN_SECONDS);
            plan.add(
                    anonymous
                            ? request(
                                    "set_group_anonymous_ban",
                                    anonymousTarget(context).put("duration", duration))
                            : request(
                                    "set_group_ban",
                                    copy(context, "group_id", "user_id").put("duration", duration)));
        }
        return plan;
    }

    private static Optional<ActionRequest> reply(String messageType, JsonObject context, JsonObject operation) {
        JsonValue reply = operation.get("reply");
        if (reply == null) {
            return Optional.empty();
        }
        JsonObject.Builder target;
        switch (messageType) {
            case "private" -> target = copy(context, "user_id", "group_id"); // with a group: a temporary conversation
            case "group" -> target = copy(context, "group_id");
            case "discuss" -> target = copy(context, "discuss_id");
            default -> {
                return Optional.empty();
            }
        }
        return Message.of(reply, isOn(operation, "auto_escape"))
                .filter(message -> !message.isEmpty())
                .map(message -> messageType.equals("private") ? message : addressed(message, context, operation))
                .map(message -> request(
                        "send_msg", target.put("message_type", messageType).put("message", message.toJson())));
    }

    /** The reply with its sender in front, as people expect in a group (QO-03, QO-04). */
    private static Message addressed(Message reply, JsonObject context, JsonObject operation) {
        boolean wanted = Params.bool(operation.get("at_sender")).orElse(true);
        OptionalLong user = Params.integer(context.get("user_id"));
        if (!wanted || user.isEmpty() || isAnonymous(context)) {
            return reply;
        }
        return Message.of(MessageSegment.at(user.getAsLong()), MessageSegment.text(" "))
                .plus(reply);
    }

    private static List<ActionRequest> onRequest(JsonObject context, JsonObject operation) {
        Optional<Boolean> approve = Params.bool(operation.get("approve"));
        if (approve.isEmpty()) {
            return List.of(); // QO-12: not decided, so somebody else may
        }
        return switch (context.string("request_type", "")) {
            case "friend" ->
                List.of(request(
                        "set_friend_add_request",
                        copy(context, "flag").put("approve", approve.get()).put("remark", words(operation, "remark"))));
            case "group" ->
                List.of(request(
                        "set_group_add_request",
                        copy(context, "flag", "sub_type")
                                .put("approve", approve.get())
                                .put("reason", words(operation, "reason"))));
            default -> List.of();
        };
    }

    /** QO-09: the 3.x form has the name where there is an object now. */
    private static boolean isAnonymous(JsonObject context) {
        JsonValue anonymous = context.get("anonymous");
        return anonymous instanceof JsonObject
                || (anonymous instanceof JsonString name && !name.value().isEmpty());
    }

    private static JsonObject.Builder anonymousTarget(JsonObject context) {
        return context.get("anonymous") instanceof JsonObject
                ? copy(context, "group_id", "anonymous", "anonymous_flag")
                : copy(context, "group_id", "anonymous_flag");
    }

    private static boolean isOn(JsonObject operation, String name) {
        return Params.bool(operation.get(name)).orElse(false);
    }

    private static String words(JsonObject operation, String name) {
        return Params.text(operation.get(name)).orElse("");
    }

    /** What the context lacks is left out; the action then says so itself. */
    private static JsonObject.Builder copy(JsonObject context, String... names) {
        JsonObject.Builder params = JsonObject.builder();
        for (String name : names) {
            @Nullable JsonValue value = context.get(name);
            if (value != null) {
                params.put(name, value);
            }
        }
        return params;
    }

    private static ActionRequest request(String action, JsonObject.Builder params) {
        return ActionRequest.of(action, new Params(params.build()));
    }
}
