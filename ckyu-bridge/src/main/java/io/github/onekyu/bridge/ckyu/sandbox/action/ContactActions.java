package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Friend;
import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The chats there are, the newest first, and that they were read (actions.md §8, NapCat). */
final class ContactActions {
    private static final int WITH_FRIEND = 1;
    private static final int IN_GROUP = 2;
    private static final int IN_DISCUSS = 3;
    private static final int WITH_STRANGER = 100;

    private ContactActions() {}

    static Map<String, Operation> all() {
        return Map.of(
                "get_recent_contact", ContactActions::recent,
                "mark_private_msg_as_read", ContactActions::read,
                "mark_group_msg_as_read", ContactActions::read);
    }

    /** Each chat by the last message in it. */
    private static JsonValue recent(Turn turn, HostCall call) {
        long count = call.params().integer("count", 10);
        Set<Chat> seen = new HashSet<>();
        // newest() goes from the newest to the oldest, which makes the first of a chat its last
        List<ChatMessage> last = turn.world()
                .messages()
                .newest(
                        0,
                        Integer.MAX_VALUE,
                        (int) Math.max(0, Math.min(count, Integer.MAX_VALUE)),
                        message -> !message.recalled() && seen.add(message.chat()));
        return JsonArray.of(last.stream()
                .sorted(Comparator.comparingInt(ChatMessage::id).reversed())
                .map(message -> contact(turn, message))
                .toList());
    }

    /** The names of NapCat, {@code lastestMsg} included; numbers are text there. */
    private static JsonObject contact(Turn turn, ChatMessage message) {
        World world = turn.world();
        Chat chat = message.chat();
        JsonObject event = MessageActions.event(turn, message);
        JsonObject sender = event.object("sender").orElse(JsonObject.EMPTY);
        return JsonObject.builder()
                .put("lastestMsg", event)
                .put("peerUin", Long.toString(chat.id()))
                .put(
                        "remark",
                        chat.isPrivate()
                                ? world.friend(chat.id()).map(Friend::remark).orElse("")
                                : "")
                .put("msgTime", Long.toString(message.time()))
                .put("chatType", type(world, chat))
                .put("msgId", Integer.toString(message.id()))
                .put("sendNickName", sender.string("nickname", ""))
                .put("sendMemberName", sender.string("card", ""))
                .put("peerName", name(world, chat))
                .build();
    }

    private static int type(World world, Chat chat) {
        return switch (chat.kind()) {
            case GROUP -> IN_GROUP;
            case DISCUSS -> IN_DISCUSS;
            case PRIVATE -> world.friend(chat.id()).isPresent() ? WITH_FRIEND : WITH_STRANGER;
        };
    }

    private static String name(World world, Chat chat) {
        return switch (chat.kind()) {
            case GROUP -> world.group(chat.id()).map(Group::name).orElse("");
            case DISCUSS -> "";
            case PRIVATE -> world.someone(chat.id()).nickname();
        };
    }

    /** Nothing is unread here, so all there is to do is to look whether the chat, or the message, is there. */
    private static JsonValue read(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        long userId = id(call, "user_id");
        if (groupId != 0) {
            Rules.group(turn, groupId);
        } else if (userId != 0) {
            if (turn.world().person(userId).isEmpty()) {
                throw refusal(HostCodes.NO_SUCH_USER, "there is no user " + userId);
            }
        } else if (call.params().has("message_id")) {
            MessageActions.find(turn, call);
        } else {
            throw refusal(
                    Retcode.BAD_PARAMS.value(),
                    call.requested() + ": nothing is named; expected \"user_id\", \"group_id\" or \"message_id\"");
        }
        return JsonNull.NULL;
    }
}
