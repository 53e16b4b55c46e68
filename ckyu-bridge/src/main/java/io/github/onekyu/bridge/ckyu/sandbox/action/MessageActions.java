package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;

import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Forwards;
import io.github.onekyu.bridge.ckyu.sandbox.world.GroupLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.Views;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Sending, recalling and reading messages (actions.md §6.1, §7, §8). */
final class MessageActions {
    private static final long OWN_RECALL_SECONDS = 120;
    private static final int LONGEST_HISTORY = 1_000;

    private MessageActions() {}

    static Map<String, Operation> all() {
        return Map.of(
                "send_private_msg", MessageActions::sendPrivate,
                "send_group_msg", MessageActions::sendGroup,
                "delete_msg", MessageActions::recall,
                "get_msg", MessageActions::read,
                "get_group_msg_history",
                        (turn, call) -> history(
                                turn,
                                call,
                                Chat.inGroup(
                                        Rules.group(turn, id(call, "group_id")).groupId())),
                "get_friend_msg_history", (turn, call) -> history(turn, call, Chat.withUser(id(call, "user_id"))),
                "mark_msg_as_read",
                        (turn, call) -> {
                            find(turn, call);
                            return JsonNull.NULL;
                        });
    }

    static long id(HostCall call, String name) {
        return call.params().integer(name, 0);
    }

    private static JsonValue sendPrivate(Turn turn, HostCall call) {
        String subType = relation(turn, call);
        return send(turn, call, Chat.withUser(id(call, "user_id")), subType);
    }

    /** How the account and the user of the call know each other: the {@code sub_type} of what it says to them. */
    static String relation(Turn turn, HostCall call) {
        World world = turn.world();
        long userId = id(call, "user_id");
        long groupId = id(call, "group_id");
        boolean other = userId != turn.selfId();
        if (other && world.friend(userId).isPresent()) {
            return "friend";
        }
        if (other && world.sharedGroups(userId).anyMatch(group -> groupId == 0 || group.groupId() == groupId)) {
            return "group";
        }
        if (other && groupId == 0 && world.sharesDiscuss(userId)) {
            return "discuss";
        }
        throw refusal(
                HostCodes.NO_RELATION,
                "user " + userId + " is neither a friend nor in "
                        + (groupId == 0 ? "a group or discuss" : "group " + groupId) + " with the account");
    }

    private static JsonValue sendGroup(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        Rules.maySpeak(turn, groupId);
        return send(turn, call, Chat.inGroup(groupId), "normal");
    }

    private static JsonValue send(Turn turn, HostCall call, Chat chat, String subType) {
        JsonArray segments = call.params().array("message").orElse(JsonArray.EMPTY);
        ChatMessage sent = speak(turn, call, chat, subType, segments);
        return JsonObject.builder().put("message_id", sent.id()).build();
    }

    /** Segments of nodes alone are a forwarded message. */
    static ChatMessage speak(Turn turn, HostCall call, Chat chat, String subType, JsonArray segments) {
        SentMedia.check(call, segments);
        JsonArray settled;
        try {
            settled = Forwards.settle(turn.world(), segments, turn.now());
        } catch (Forwards.Unusable e) {
            throw refusal(
                    e.missing() ? HostCodes.NO_DATA : Retcode.BAD_PARAMS.value(),
                    call.requested() + ": " + e.getMessage());
        }
        return turn.speak(chat, subType, settled, call.caller().toString(), call.requested());
    }

    static ChatMessage find(Turn turn, HostCall call) {
        long messageId = id(call, "message_id");
        return turn.world()
                .messages()
                .find(messageId)
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "there is no message " + messageId));
    }

    private static JsonValue recall(Turn turn, HostCall call) {
        ChatMessage message = find(turn, call);
        if (message.recalled()) {
            throw refusal(HostCodes.TOO_LATE, "message " + message.id() + " has been recalled already");
        }
        boolean own = message.userId() == turn.selfId();
        boolean byRole = message.chat().isGroup() && roleAllows(turn, message, own);
        if (!own && !byRole) {
            throw refusal(
                    HostCodes.NO_PERMISSION,
                    "message " + message.id() + " is somebody else's, whom the account cannot act on");
        }
        if (!byRole && turn.now() - message.time() > OWN_RECALL_SECONDS) {
            throw refusal(
                    HostCodes.TOO_LATE,
                    "message " + message.id() + " is older than " + OWN_RECALL_SECONDS + " s, so it stays");
        }
        GroupLife.recall(turn, message, turn.selfId());
        return JsonNull.NULL;
    }

    /** Admins may recall what those below them said, and their own at any time; whoever left is below everybody. */
    private static boolean roleAllows(Turn turn, ChatMessage message, boolean own) {
        long groupId = message.chat().id();
        Role role = Rules.self(turn, groupId).role();
        Role author = turn.world()
                .member(groupId, message.userId())
                .filter(member -> message.mask().isEmpty())
                .map(Member::role)
                .orElse(Role.MEMBER);
        return role.outranks(own ? Role.MEMBER : author);
    }

    private static JsonValue read(Turn turn, HostCall call) {
        ChatMessage message = find(turn, call);
        return JsonObject.builder()
                .put("time", message.time())
                .put("real_id", message.id())
                .put("message_seq", message.id())
                .putAll(Views.message(turn.world(), message))
                .build();
    }

    /** The newest messages, or those up to {@code message_seq}; oldest first unless {@code reverseOrder}. */
    private static JsonValue history(Turn turn, HostCall call, Chat chat) {
        Params params = call.params();
        long upTo = params.integer("message_seq", 0);
        int count = (int) Math.max(1, Math.min(LONGEST_HISTORY, params.integer("count", 20)));
        List<JsonObject> messages = new ArrayList<>();
        turn.world()
                .messages()
                .newestIn(chat, 0, upTo <= 0 ? Integer.MAX_VALUE : upTo, count, message -> !message.recalled())
                .forEach(message -> messages.add(event(turn, message)));
        if (params.bool("reverseOrder", false)) {
            Collections.reverse(messages);
        }
        return JsonObject.builder().put("messages", JsonArray.of(messages)).build();
    }

    static JsonObject event(Turn turn, ChatMessage message) {
        return JsonObject.builder()
                .put("time", message.time())
                .put("self_id", turn.selfId())
                .put("post_type", message.userId() == turn.selfId() ? "message_sent" : "message")
                .put("message_seq", message.id())
                .putAll(Views.message(turn.world(), message))
                .build();
    }
}
