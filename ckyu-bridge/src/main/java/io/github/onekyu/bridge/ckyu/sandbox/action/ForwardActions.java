package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import java.util.Map;
import java.util.Optional;

/** Forwarded messages (actions.md §7, §8). The id of one is that of its message, as text. */
final class ForwardActions {
    private ForwardActions() {}

    static Map<String, Operation> all() {
        return Map.of(
                "send_group_forward_msg", ForwardActions::toGroup,
                "send_private_forward_msg", ForwardActions::toUser,
                "get_forward_msg", ForwardActions::read);
    }

    private static JsonValue toGroup(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        Rules.maySpeak(turn, groupId);
        return send(turn, call, Chat.inGroup(groupId), "normal");
    }

    private static JsonValue toUser(Turn turn, HostCall call) {
        String subType = MessageActions.relation(turn, call);
        return send(turn, call, Chat.withUser(id(call, "user_id")), subType);
    }

    private static JsonValue send(Turn turn, HostCall call, Chat chat, String subType) {
        JsonArray nodes = call.params()
                .array("messages")
                .flatMap(given -> Message.of(given, false))
                .filter(given -> !given.isEmpty()
                        && given.segments().stream()
                                .allMatch(segment -> segment.type().equals("node")))
                .map(Message::toJson)
                .orElseThrow(() -> refusal(
                        Retcode.BAD_PARAMS.value(),
                        call.requested() + ": \"messages\" cannot be used; expected an array of node segments"));
        ChatMessage sent = MessageActions.speak(turn, call, chat, subType, nodes);
        return JsonObject.builder()
                .put("message_id", sent.id())
                .put("forward_id", Integer.toString(sent.id()))
                .build();
    }

    /** The same nodes in the shapes of both protocols (D-41). */
    private static JsonValue read(Turn turn, HostCall call) {
        String wanted = call.params().text("id", "");
        ChatMessage message = Params.integer(new JsonString(wanted)).stream()
                .boxed()
                .findFirst()
                .flatMap(turn.world().messages()::find)
                .filter(found -> found.isForward() && !found.recalled())
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "there is no forwarded message \"" + wanted + "\""));
        JsonArray nodes = message.kept();
        Optional<Long> groupId =
                Optional.of(message.chat()).filter(Chat::isGroup).map(Chat::id);
        return JsonObject.builder()
                .put("message", nodes)
                .put(
                        "messages",
                        JsonArray.of(nodes.stream()
                                .map(node -> entry((JsonObject) node, groupId))
                                .toList()))
                .build();
    }

    private static JsonObject entry(JsonObject node, Optional<Long> groupId) {
        JsonObject data = node.object("data").orElse(JsonObject.EMPTY);
        JsonObject.Builder entry = JsonObject.builder()
                .put("content", data.array("content").orElse(JsonArray.EMPTY))
                .put(
                        "sender",
                        JsonObject.builder()
                                .put("nickname", data.string("nickname", ""))
                                .put("user_id", number(data, "user_id"))
                                .build())
                .put("time", number(data, "time"));
        groupId.ifPresent(id -> entry.put("group_id", id));
        return entry.build();
    }

    private static JsonNumber number(JsonObject data, String name) {
        return JsonNumber.of(Params.integer(data.get(name)).orElse(0));
    }
}
