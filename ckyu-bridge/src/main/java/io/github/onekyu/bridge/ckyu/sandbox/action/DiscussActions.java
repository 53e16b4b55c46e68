package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Discuss;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Map;

/** What can be done in a discuss: speak, and leave (D-50). */
final class DiscussActions {
    private DiscussActions() {}

    static Map<String, Operation> all() {
        return Map.of("send_discuss_msg", DiscussActions::send, "set_discuss_leave", DiscussActions::leave);
    }

    private static Discuss own(Turn turn, HostCall call) {
        long discussId = id(call, "discuss_id");
        return turn.world()
                .discuss(discussId)
                .filter(discuss -> discuss.has(turn.selfId()))
                .orElseThrow(() -> refusal(
                        HostCodes.NOT_IN_GROUP, "account " + turn.selfId() + " is not in discuss " + discussId));
    }

    private static JsonValue send(Turn turn, HostCall call) {
        Chat chat = Chat.inDiscuss(own(turn, call).discussId());
        JsonArray segments = call.params().array("message").orElse(JsonArray.EMPTY);
        ChatMessage sent = MessageActions.speak(turn, call, chat, "", segments);
        return JsonObject.builder().put("message_id", sent.id()).build();
    }

    private static JsonValue leave(Turn turn, HostCall call) {
        turn.put(own(turn, call).without(turn.selfId()));
        return JsonNull.NULL;
    }
}
