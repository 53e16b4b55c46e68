package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Essence;
import io.github.onekyu.bridge.ckyu.sandbox.world.GroupLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.GroupNotice;
import io.github.onekyu.bridge.ckyu.sandbox.world.Honor;
import io.github.onekyu.bridge.ckyu.sandbox.world.Reaction;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a group shows on its boards: essential messages, announcements, honors, emoji under messages (actions.md §8). */
final class BoardActions {
    private static final List<String> HONORS = List.of("talkative", "performer", "legend", "strong_newbie", "emotion");

    private BoardActions() {}

    static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put("set_essence_msg", (turn, call) -> essence(turn, call, true));
        all.put("delete_essence_msg", (turn, call) -> essence(turn, call, false));
        all.put("get_essence_msg_list", BoardActions::essences);
        all.put("_get_group_notice", BoardActions::notices);
        all.put("_send_group_notice", BoardActions::announce);
        all.put("_del_group_notice", BoardActions::withdraw);
        all.put("get_group_honor_info", BoardActions::honors);
        all.put("set_msg_emoji_like", BoardActions::react);
        all.put("send_group_sign", BoardActions::sign);
        return all;
    }

    private static ChatMessage inGroup(Turn turn, HostCall call) {
        ChatMessage message = MessageActions.find(turn, call);
        if (message.recalled()) {
            throw refusal(HostCodes.NO_DATA, "message " + message.id() + " has been recalled");
        }
        if (!message.chat().isGroup()) {
            throw refusal(
                    Retcode.BAD_PARAMS.value(),
                    "message " + message.id() + " was said in " + message.chat() + "; expected a group's");
        }
        Rules.group(turn, message.chat().id());
        return message;
    }

    private static JsonValue essence(Turn turn, HostCall call, boolean on) {
        ChatMessage message = inGroup(turn, call);
        Rules.atLeast(turn, message.chat().id(), Role.ADMIN);
        boolean is = turn.world().essence(message.id()).isPresent();
        if (!on && !is) {
            throw refusal(HostCodes.NO_DATA, "message " + message.id() + " is no essential one");
        }
        if (on != is) {
            GroupLife.essence(turn, message, turn.selfId(), on);
        }
        return JsonNull.NULL;
    }

    private static JsonValue essences(Turn turn, HostCall call) {
        long groupId = Rules.group(turn, id(call, "group_id")).groupId();
        World world = turn.world();
        return JsonArray.of(world.all(Essence.class)
                .filter(essence -> essence.groupId() == groupId)
                .sorted(Comparator.comparingLong(Essence::operatorTime).reversed())
                .map(essence -> JsonObject.builder()
                        .put("sender_id", essence.senderId())
                        .put("sender_nick", world.someone(essence.senderId()).nickname())
                        .put("sender_time", essence.senderTime())
                        .put("operator_id", essence.operatorId())
                        .put(
                                "operator_nick",
                                world.someone(essence.operatorId()).nickname())
                        .put("operator_time", essence.operatorTime())
                        .put("message_id", essence.messageId())
                        .build())
                .toList());
    }

    private static JsonValue notices(Turn turn, HostCall call) {
        long groupId = Rules.group(turn, id(call, "group_id")).groupId();
        return JsonArray.of(turn.world()
                .all(GroupNotice.class)
                .filter(notice -> notice.groupId() == groupId)
                .sorted(Comparator.comparingLong(GroupNotice::time).reversed())
                .map(notice -> JsonObject.builder()
                        .put("notice_id", notice.noticeId())
                        .put("sender_id", notice.senderId())
                        .put("publish_time", notice.time())
                        .put(
                                "message",
                                JsonObject.builder()
                                        .put("text", notice.text())
                                        .put("images", JsonArray.EMPTY)
                                        .build())
                        .build())
                .toList());
    }

    /** The title stands above the text; the announcement has no place of its own for it. */
    private static JsonValue announce(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        Rules.atLeast(turn, groupId, Role.ADMIN);
        String title = call.params().text("title", "");
        String content = call.params().text("content", "");
        turn.put(new GroupNotice(
                groupId,
                UUID.randomUUID().toString(),
                turn.selfId(),
                turn.now(),
                title.isEmpty() ? content : title + "\n" + content));
        return JsonNull.NULL;
    }

    private static JsonValue withdraw(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        Rules.atLeast(turn, groupId, Role.ADMIN);
        String noticeId = call.params().text("notice_id", "");
        turn.remove(turn.world()
                .announcement(noticeId)
                .filter(notice -> notice.groupId() == groupId)
                .orElseThrow(() ->
                        refusal(HostCodes.NO_DATA, "group " + groupId + " has no announcement \"" + noticeId + "\"")));
        return JsonNull.NULL;
    }

    private static JsonValue honors(Turn turn, HostCall call) {
        long groupId = Rules.group(turn, id(call, "group_id")).groupId();
        String type = call.params().text("type", "all");
        JsonObject.Builder data = JsonObject.builder().put("group_id", groupId);
        for (String honor : HONORS) {
            if (!type.equals("all") && !type.equals(honor)) {
                continue;
            }
            List<Honor> holders = turn.world()
                    .all(Honor.class)
                    .filter(held -> held.groupId() == groupId && held.type().equals(honor))
                    .sorted(Comparator.comparingLong(Honor::time).reversed())
                    .toList();
            if (honor.equals("talkative") && !holders.isEmpty()) {
                Honor current = holders.get(0);
                long days = (turn.now() - current.time()) / (24 * 60 * 60) + 1;
                data.put(
                        "current_talkative",
                        holder(turn, current).put("day_count", days).build());
            }
            data.put(
                    honor + "_list",
                    JsonArray.of(holders.stream()
                            .map(held ->
                                    holder(turn, held).put("description", "").build())
                            .toList()));
        }
        return data.build();
    }

    private static JsonObject.Builder holder(Turn turn, Honor honor) {
        return JsonObject.builder()
                .put("user_id", honor.userId())
                .put("nickname", turn.world().someone(honor.userId()).nickname())
                .put("avatar", "");
    }

    /** Only the adding of an emoji has an event (E-group_msg_emoji_like). */
    private static JsonValue react(Turn turn, HostCall call) {
        ChatMessage message = inGroup(turn, call);
        Reaction mine = new Reaction(message.id(), call.params().text("emoji_id", ""), turn.selfId());
        boolean there = turn.world().reactions(message.id()).contains(mine);
        boolean set = call.params().bool("set", true);
        if (!set && there) {
            turn.remove(mine);
        }
        if (set && !there) {
            GroupLife.react(turn, message, turn.selfId(), List.of(mine.emojiId()));
        }
        return JsonNull.NULL;
    }

    private static JsonValue sign(Turn turn, HostCall call) {
        Rules.group(turn, id(call, "group_id"));
        return JsonNull.NULL;
    }
}
