package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.FriendLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.GroupLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.Honor;
import io.github.onekyu.bridge.ckyu.sandbox.world.Reaction;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The notices about friends, honors and messages, and those that leave the world as it is. */
final class OtherNotices {
    private OtherNotices() {}

    static Map<String, Notices.Notice> all() {
        Map<String, Notices.Notice> all = new LinkedHashMap<>();
        all.put("friend_add", OtherNotices::friendAdd);
        all.put("friend_recall", OtherNotices::friendRecall);
        all.put("notify/poke", OtherNotices::poke);
        all.put("notify/lucky_king", OtherNotices::luckyKing);
        all.put("notify/honor", OtherNotices::honor);
        all.put("group_upload", OtherNotices::withFile);
        all.put("offline_file", OtherNotices::withFile);
        all.put("client_status", OtherNotices::clientStatus);
        all.put("essence", OtherNotices::essence);
        all.put("group_msg_emoji_like", OtherNotices::emojiLike);
        return all;
    }

    private static void friendAdd(Turn turn, Fields fields) {
        long userId = fields.id("user_id");
        fields.end();
        if (userId == turn.selfId()) {
            throw Fields.invalid("notice friend_add: user_id is " + userId + ", the bot itself; expected another user");
        }
        if (turn.world().friend(userId).isPresent()) {
            throw Fields.conflict("user " + userId + " is a friend already");
        }
        FriendLife.befriend(turn, userId, "");
    }

    private static void friendRecall(Turn turn, Fields fields) {
        ChatMessage message = Lookups.message(turn.world(), fields.id("message_id"));
        long userId = fields.id("user_id", message.chat().id());
        fields.end();
        if (!message.chat().isPrivate() || message.chat().id() != userId) {
            throw Fields.conflict(
                    "message " + message.id() + " is in " + message.chat() + ", not in private:" + userId);
        }
        GroupNotices.notRecalled(message);
        GroupLife.recall(turn, message, userId);
    }

    private static void poke(Turn turn, Fields fields) {
        World world = turn.world();
        long userId = fields.id("user_id");
        long targetId = fields.id("target_id", world.selfId());
        long groupId = fields.id("group_id", 0);
        fields.id("sender_id", userId);
        fields.end();
        if (groupId == 0) {
            Lookups.person(world, userId);
            Lookups.person(world, targetId);
        } else {
            Lookups.ownGroup(world, groupId);
            Lookups.member(world, groupId, userId);
            Lookups.member(world, groupId, targetId);
        }
        GroupLife.poke(turn, groupId, userId, targetId);
    }

    private static void luckyKing(Turn turn, Fields fields) {
        JsonObject.Builder notice = GroupNotices.inGroup(turn, fields);
        long targetId = fields.id("target_id");
        fields.end();
        turn.notice(
                "notify",
                JsonObject.builder()
                        .put("sub_type", "lucky_king")
                        .putAll(notice.build())
                        .put("target_id", targetId)
                        .build());
    }

    private static void honor(Turn turn, Fields fields) {
        JsonObject.Builder notice = GroupNotices.inGroup(turn, fields);
        String honor =
                fields.word("honor_type", List.of("talkative", "performer", "emotion", "legend", "strong_newbie"));
        fields.end();
        JsonObject holder = notice.build();
        turn.put(new Honor(holder.integer("group_id", 0), honor, holder.integer("user_id", 0), turn.now()));
        turn.notice(
                "notify",
                JsonObject.builder()
                        .put("sub_type", "honor")
                        .putAll(holder)
                        .put("honor_type", honor)
                        .build());
    }

    /** Gets here only without a file: see {@link FileNotices#concerns}. */
    private static void withFile(Turn turn, Fields fields) {
        fields.object("file");
        throw new IllegalStateException("a file comes through FileNotices");
    }

    private static void clientStatus(Turn turn, Fields fields) {
        Fields client = new Fields("client", fields.object("client"));
        boolean online = fields.flag("online", true);
        fields.end();
        JsonObject described = JsonObject.builder()
                .put("app_id", client.integer("app_id", 0, 0, Long.MAX_VALUE))
                .put("device_name", client.text("device_name", ""))
                .put("device_kind", client.text("device_kind", ""))
                .build();
        client.end();
        turn.notice(
                "client_status",
                JsonObject.builder()
                        .put("client", described)
                        .put("online", online)
                        .build());
    }

    private static void essence(Turn turn, Fields fields) {
        String subType = fields.word("sub_type", List.of("add", "delete"));
        long groupId = fields.id("group_id");
        ChatMessage message = Lookups.message(turn.world(), fields.id("message_id"));
        fields.id("sender_id", message.userId());
        long operatorId = fields.id("operator_id", Lookups.operator(turn.world(), groupId));
        fields.end();
        Lookups.ownGroup(turn.world(), groupId);
        inGroup(message, groupId);
        boolean on = subType.equals("add");
        if (turn.world().essence(message.id()).isPresent() == on) {
            throw Fields.conflict(
                    "message " + message.id() + (on ? " is an essential one already" : " is no essential one"));
        }
        GroupNotices.notRecalled(message);
        GroupLife.essence(turn, message, operatorId, on);
    }

    private static void emojiLike(Turn turn, Fields fields) {
        JsonObject.Builder notice = GroupNotices.inGroup(turn, fields);
        ChatMessage message = Lookups.message(turn.world(), fields.id("message_id"));
        JsonArray given = fields.array("likes");
        long userId = fields.id("user_id");
        fields.end();
        inGroup(message, notice.build().integer("group_id", 0));
        GroupNotices.notRecalled(message);
        List<String> emojiIds = new ArrayList<>();
        for (JsonValue item : given) {
            if (!(item instanceof JsonObject like)) {
                throw fields.unusable("likes", item, "objects with emoji_id and count");
            }
            String emojiId = emojiId(turn.world(), message, like);
            Reaction reaction = new Reaction(message.id(), emojiId, userId);
            if (turn.world().reactions(message.id()).contains(reaction) || emojiIds.contains(emojiId)) {
                throw Fields.conflict(
                        "user " + userId + " has put emoji " + emojiId + " under message " + message.id() + " already");
            }
            emojiIds.add(emojiId);
        }
        if (emojiIds.isEmpty()) {
            throw fields.unusable("likes", given, "at least one object with emoji_id and count");
        }
        GroupLife.react(turn, message, userId, emojiIds);
    }

    /** The count follows from who put the emoji there before; one that says otherwise would be a lie. */
    private static String emojiId(World world, ChatMessage message, JsonObject like) {
        Fields each = new Fields("likes", like);
        String emojiId = each.text("emoji_id");
        long count = world.reactions(message.id(), emojiId) + 1;
        long claimed = each.integer("count", count, 1, Integer.MAX_VALUE);
        each.end();
        if (claimed != count) {
            throw Fields.conflict("likes: count is " + claimed + ", but with this one there are " + count + " of emoji "
                    + emojiId + " under message " + message.id());
        }
        return emojiId;
    }

    private static void inGroup(ChatMessage message, long groupId) {
        if (!message.chat().isGroup() || message.chat().id() != groupId) {
            throw Fields.conflict("message " + message.id() + " is in " + message.chat() + ", not in group:" + groupId);
        }
    }
}
