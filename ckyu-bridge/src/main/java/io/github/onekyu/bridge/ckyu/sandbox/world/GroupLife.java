package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What can happen in a group: each changes the world and raises the notice that follows, whoever caused it. Whether it
 * was allowed is asked before.
 */
public final class GroupLife {
    /** The longest ban, thirty days; longer ones are cut to it. */
    public static final long MAX_BAN = 30L * 24 * 60 * 60;

    private GroupLife() {}

    private static JsonObject.Builder in(long groupId) {
        return JsonObject.builder().put("group_id", groupId);
    }

    private static JsonObject.Builder kind(String subType, long groupId) {
        return JsonObject.builder().put("sub_type", subType).put("group_id", groupId);
    }

    /** Somebody is in the group from now on ({@code how}: approve or invite). */
    public static void join(Turn turn, long groupId, long userId, long operatorId, String how) {
        turn.meet(userId);
        turn.put(Member.joining(groupId, userId, Role.MEMBER, turn.now()));
        if (turn.world().isBlocked(groupId, userId)) {
            turn.remove(new Blocked(groupId, userId));
        }
        turn.notice(
                "group_increase",
                kind(how, groupId)
                        .put("operator_id", operatorId)
                        .put("user_id", userId)
                        .build());
    }

    /** Somebody is out of the group ({@code how}: leave, kick or kick_me). */
    public static void part(Turn turn, Member member, long operatorId, String how) {
        turn.remove(member);
        turn.notice(
                "group_decrease",
                kind(how, member.groupId())
                        .put("operator_id", operatorId)
                        .put("user_id", member.userId())
                        .build());
    }

    /** The group is gone, with all that hung on it. Raises nothing. */
    public static void dissolve(Turn turn, Group group) {
        World world = turn.world();
        List.copyOf(world.members(group.groupId())).forEach(turn::remove);
        List.copyOf(world.masks(group.groupId())).forEach(turn::remove);
        world.blocked(group.groupId()).forEach(turn::remove);
        world.facts().stream().filter(fact -> fact.hangsOn(group.groupId())).forEach(turn::remove);
        turn.remove(group);
    }

    /** A ban for that many seconds; 0 lifts it. Lifting where there is no ban changes nothing. */
    public static void ban(Turn turn, Member member, long operatorId, long seconds) {
        long duration = Math.min(seconds, MAX_BAN);
        if (duration == 0 && !member.isBanned(turn.now())) {
            return;
        }
        turn.put(member.withBannedUntil(duration == 0 ? 0 : turn.now() + duration));
        banNotice(turn, member.groupId(), operatorId, member.userId(), duration);
    }

    public static void banMask(Turn turn, AnonymousMember mask, long operatorId, long seconds) {
        long duration = Math.min(seconds, MAX_BAN);
        if (duration == 0 && !mask.isBanned(turn.now())) {
            return;
        }
        turn.put(mask.withBannedUntil(duration == 0 ? 0 : turn.now() + duration));
        banNotice(turn, mask.groupId(), operatorId, AnonymousMember.USER_ID, duration);
    }

    public static void banAll(Turn turn, Group group, long operatorId, boolean on) {
        if (group.wholeBan() == on) {
            return;
        }
        turn.put(group.withWholeBan(on));
        banNotice(turn, group.groupId(), operatorId, 0, on ? -1 : 0);
    }

    private static void banNotice(Turn turn, long groupId, long operatorId, long userId, long duration) {
        turn.notice(
                "group_ban",
                kind(duration == 0 ? "lift_ban" : "ban", groupId)
                        .put("operator_id", operatorId)
                        .put("user_id", userId)
                        .put("duration", duration)
                        .build());
    }

    public static void admin(Turn turn, Member member, boolean on) {
        Role role = on ? Role.ADMIN : Role.MEMBER;
        if (member.role() == role) {
            return;
        }
        turn.put(member.withRole(role));
        turn.notice(
                "group_admin",
                kind(on ? "set" : "unset", member.groupId())
                        .put("user_id", member.userId())
                        .build());
    }

    public static void card(Turn turn, Member member, String card) {
        if (member.card().equals(card)) {
            return;
        }
        turn.put(member.withCard(card));
        turn.notice(
                "group_card",
                in(member.groupId())
                        .put("user_id", member.userId())
                        .put("card_new", card)
                        .put("card_old", member.card())
                        .build());
    }

    /** @param expires Unix seconds, 0 for never */
    public static void title(Turn turn, Member member, String title, long expires) {
        turn.put(member.withTitle(title, expires));
        if (!member.title().equals(title)) {
            turn.notice(
                    "notify",
                    kind("title", member.groupId())
                            .put("user_id", member.userId())
                            .put("title", title)
                            .build());
        }
    }

    /** The message is gone; in a discuss nobody is told, since the protocol has no notice for it. */
    public static void recall(Turn turn, ChatMessage message, long operatorId) {
        turn.recall(message);
        if (message.chat().isGroup()) {
            long author = message.mask().isPresent() ? AnonymousMember.USER_ID : message.userId();
            turn.notice(
                    "group_recall",
                    in(message.chat().id())
                            .put("user_id", author)
                            .put("operator_id", operatorId)
                            .put("message_id", message.id())
                            .build());
        } else if (message.chat().isPrivate()) {
            turn.notice(
                    "friend_recall",
                    JsonObject.builder()
                            .put("user_id", message.chat().id())
                            .put("message_id", message.id())
                            .build());
        }
    }

    /** @param groupId 0 for a poke between friends */
    public static void poke(Turn turn, long groupId, long userId, long targetId) {
        JsonObject.Builder fields = JsonObject.builder().put("sub_type", "poke");
        if (groupId != 0) {
            fields.put("group_id", groupId);
        }
        turn.notice(
                "notify",
                fields.put("user_id", userId)
                        .put("target_id", targetId)
                        .put("sender_id", userId)
                        .build());
    }

    /** Somebody puts an emoji under a message of a group. */
    public static void react(Turn turn, ChatMessage message, long userId, List<String> emojiIds) {
        List<JsonObject> likes = new ArrayList<>();
        for (String emojiId : emojiIds) {
            turn.put(new Reaction(message.id(), emojiId, userId));
            likes.add(JsonObject.builder()
                    .put("emoji_id", emojiId)
                    .put("count", turn.world().reactions(message.id(), emojiId))
                    .build());
        }
        turn.notice(
                "group_msg_emoji_like",
                in(message.chat().id())
                        .put("user_id", userId)
                        .put("message_id", message.id())
                        .put("likes", JsonArray.of(likes))
                        .build());
    }

    /** A message becomes an essential one, or is one no more. */
    public static void essence(Turn turn, ChatMessage message, long operatorId, boolean on) {
        long groupId = message.chat().id();
        long senderId = message.mask().isPresent() ? AnonymousMember.USER_ID : message.userId();
        if (on) {
            turn.put(new Essence(groupId, message.id(), senderId, message.time(), operatorId, turn.now()));
        } else {
            turn.world().essence(message.id()).ifPresent(turn::remove);
        }
        turn.notice(
                "essence",
                kind(on ? "add" : "delete", groupId)
                        .put("sender_id", senderId)
                        .put("operator_id", operatorId)
                        .put("message_id", message.id())
                        .build());
    }
}
