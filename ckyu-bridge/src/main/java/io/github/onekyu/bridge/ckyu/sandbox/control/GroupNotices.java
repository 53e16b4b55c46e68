package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.GroupLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The notices that change a group. Those that would change nothing are refused: the event would tell a lie. */
final class GroupNotices {
    private static final int DEFAULT_BAN = 1800;

    private GroupNotices() {}

    static Map<String, Notices.Notice> all() {
        Map<String, Notices.Notice> all = new LinkedHashMap<>();
        all.put("group_admin", GroupNotices::admin);
        all.put("group_decrease", GroupNotices::decrease);
        all.put("group_increase", GroupNotices::increase);
        all.put("group_ban", GroupNotices::ban);
        all.put("group_recall", GroupNotices::recall);
        all.put("group_card", GroupNotices::card);
        all.put("notify/title", GroupNotices::title);
        return all;
    }

    private static void admin(Turn turn, Fields fields) {
        boolean on = fields.word("sub_type", List.of("set", "unset")).equals("set");
        Member member = member(turn, fields);
        fields.end();
        if (member.role() != (on ? Role.MEMBER : Role.ADMIN)) {
            throw Fields.conflict("user " + member.userId() + " is "
                    + member.role().word() + " of group " + member.groupId() + " already");
        }
        GroupLife.admin(turn, member, on);
    }

    private static void decrease(Turn turn, Fields fields) {
        World world = turn.world();
        String how = fields.word("sub_type", List.of("leave", "kick", "kick_me"));
        long groupId = fields.id("group_id");
        long userId = how.equals("kick_me") ? fields.id("user_id", world.selfId()) : fields.id("user_id");
        long operatorId = fields.id("operator_id", how.equals("leave") ? userId : Lookups.operator(world, groupId));
        fields.end();
        Lookups.ownGroup(world, groupId);
        if (!how.equals("leave") && how.equals("kick_me") != (userId == world.selfId())) {
            throw Fields.invalid("notice group_decrease: sub_type " + how + " does not go with user_id " + userId
                    + "; kick_me is for the account " + world.selfId() + " alone, kick for all others");
        }
        GroupLife.part(turn, Lookups.member(world, groupId, userId), operatorId, how);
    }

    private static void increase(Turn turn, Fields fields) {
        World world = turn.world();
        String how = fields.word("sub_type", List.of("approve", "invite"));
        long groupId = fields.id("group_id");
        long userId = fields.id("user_id");
        long operatorId = fields.id("operator_id", Lookups.operator(world, groupId));
        fields.end();
        Lookups.group(world, groupId);
        if (userId != world.selfId()) {
            Lookups.ownGroup(world, groupId);
        }
        if (world.member(groupId, userId).isPresent()) {
            throw Fields.conflict("user " + userId + " is a member of group " + groupId + " already");
        }
        GroupLife.join(turn, groupId, userId, operatorId, how);
    }

    private static void ban(Turn turn, Fields fields) {
        World world = turn.world();
        boolean on = fields.word("sub_type", List.of("ban", "lift_ban")).equals("ban");
        Group group = Lookups.ownGroup(world, fields.id("group_id"));
        long userId = fields.integer("user_id", 0, Long.MAX_VALUE);
        long operatorId = fields.id("operator_id", Lookups.operator(world, group.groupId()));
        if (userId == 0) {
            fields.integer("duration", on ? -1 : 0, -1, 0);
            fields.end();
            if (group.wholeBan() == on) {
                throw Fields.conflict("group " + group.groupId() + " is " + (on ? "" : "not ") + "banned as a whole"
                        + (on ? " already" : ""));
            }
            GroupLife.banAll(turn, group, operatorId, on);
            return;
        }
        long duration = on
                ? fields.integer("duration", DEFAULT_BAN, 1, GroupLife.MAX_BAN)
                : fields.integer("duration", 0, 0, 0);
        fields.end();
        Member member = Lookups.member(world, group.groupId(), userId);
        if (!on && !member.isBanned(turn.now())) {
            throw Fields.conflict("user " + userId + " is not banned in group " + group.groupId());
        }
        GroupLife.ban(turn, member, operatorId, duration);
    }

    private static void recall(Turn turn, Fields fields) {
        long groupId = fields.id("group_id");
        ChatMessage message = Lookups.message(turn.world(), fields.id("message_id"));
        long author = fields.id("user_id", message.userId());
        long operatorId = fields.id("operator_id", author);
        fields.end();
        if (!message.chat().isGroup() || message.chat().id() != groupId) {
            throw Fields.conflict("message " + message.id() + " is in " + message.chat() + ", not in group:" + groupId);
        }
        if (author != message.userId()) {
            throw Fields.conflict(
                    "message " + message.id() + " was said by user " + message.userId() + ", not by " + author);
        }
        notRecalled(message);
        GroupLife.recall(turn, message, operatorId);
    }

    static void notRecalled(ChatMessage message) {
        if (message.recalled()) {
            throw Fields.conflict("message " + message.id() + " has been recalled already");
        }
    }

    private static void card(Turn turn, Fields fields) {
        Member member = member(turn, fields);
        String card = fields.text("card_new", "");
        fields.text("card_old", member.card());
        fields.end();
        if (member.card().equals(card)) {
            throw Fields.conflict("user " + member.userId() + " has that card already");
        }
        GroupLife.card(turn, member, card);
    }

    private static void title(Turn turn, Fields fields) {
        Member member = member(turn, fields);
        String title = fields.text("title", "");
        fields.end();
        if (member.title().equals(title)) {
            throw Fields.conflict("user " + member.userId() + " has that title already");
        }
        GroupLife.title(turn, member, title, 0);
    }

    private static Member member(Turn turn, Fields fields) {
        long groupId = fields.id("group_id");
        long userId = fields.id("user_id");
        Lookups.ownGroup(turn.world(), groupId);
        return Lookups.member(turn.world(), groupId, userId);
    }

    /** A builder with the group and the user, who must be in it. */
    static JsonObject.Builder inGroup(Turn turn, Fields fields) {
        Member member = member(turn, fields);
        return JsonObject.builder().put("group_id", member.groupId()).put("user_id", member.userId());
    }
}
