package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.Blocked;
import io.github.onekyu.bridge.ckyu.sandbox.world.Entity;
import io.github.onekyu.bridge.ckyu.sandbox.world.Friend;
import io.github.onekyu.bridge.ckyu.sandbox.world.FriendLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.GroupLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.OneWayFriend;
import io.github.onekyu.bridge.ckyu.sandbox.world.Person;
import io.github.onekyu.bridge.ckyu.sandbox.world.Presence;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.Views;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Edits the world in silence: no event is raised, as if it had always been so. */
public final class WorldEditor {
    private static final List<String> ROLES = List.of("owner", "admin", "member");
    private static final int LARGEST_GROUP = 100_000;

    private WorldEditor() {}

    /** The account itself, and how it shows itself as A-set_online_status would leave it. */
    public static JsonObject putAccount(Turn turn, JsonObject body) {
        Fields fields = new Fields("account", body);
        World world = turn.world();
        named(fields, "self_id", world.selfId());
        Person person = person(fields, world.someone(world.selfId()));
        if (person.nickname().isEmpty()) {
            throw Fields.invalid("account: nickname is \"\"; expected at least one character");
        }
        Presence old = world.presence();
        Presence presence = new Presence(
                fields.integer("status", old.status(), 0, Integer.MAX_VALUE),
                fields.integer("ext_status", old.extended(), 0, Integer.MAX_VALUE),
                fields.integer("battery_status", old.battery(), 0, 100));
        fields.end();
        turn.put(person);
        turn.put(presence);
        return Views.account(world);
    }

    public static JsonObject putFriend(Turn turn, long userId, JsonObject body) {
        Fields fields = new Fields("friend", body);
        World world = turn.world();
        if (userId == world.selfId()) {
            throw Fields.invalid("friend: user_id is " + userId + ", the bot itself; expected another user");
        }
        named(fields, "user_id", userId);
        Person person = person(fields, world.someone(userId));
        if (fields.flag("unidirectional", false)) {
            return putOneWayFriend(turn, fields, person);
        }
        String remark =
                fields.text("remark", world.friend(userId).map(Friend::remark).orElse(""));
        fields.end();
        turn.put(person);
        FriendLife.add(turn, new Friend(userId, remark));
        return Views.friend(world, new Friend(userId, remark));
    }

    private static JsonObject putOneWayFriend(Turn turn, Fields fields, Person person) {
        World world = turn.world();
        String source = fields.text(
                "source",
                world.oneWayFriend(person.userId()).map(OneWayFriend::source).orElse(""));
        fields.end();
        turn.put(person);
        world.friend(person.userId()).ifPresent(turn::remove);
        OneWayFriend friend = new OneWayFriend(person.userId(), source);
        turn.put(friend);
        return Views.oneWayFriend(world, friend);
    }

    /** A friend, or a one-way friend: nobody is both. */
    public static JsonObject deleteFriend(Turn turn, long userId) {
        World world = turn.world();
        turn.remove(Optional.<Entity>empty()
                .or(() -> world.friend(userId))
                .or(() -> world.oneWayFriend(userId))
                .orElseThrow(() -> Fields.notFound("user " + userId + " is no friend of the account")));
        return JsonObject.EMPTY;
    }

    /** A new group has the account in it, by default as a member. */
    public static JsonObject putGroup(Turn turn, long groupId, JsonObject body) {
        Fields fields = new Fields("group", body);
        World world = turn.world();
        boolean isNew = world.group(groupId).isEmpty();
        Group old = world.group(groupId).orElseGet(() -> Group.named(groupId, "Group " + groupId));
        named(fields, "group_id", groupId);
        Group group = old.withName(fields.text("group_name", old.name()))
                .withMaxMembers((int) fields.integer("max_member_count", old.maxMembers(), 1, LARGEST_GROUP))
                .withWholeBan(fields.flag("whole_ban", old.wholeBan()))
                .withAnonymous(fields.flag("anonymous", old.anonymous()));
        Role role = isNew ? role(fields, Role.MEMBER) : Role.MEMBER;
        long ownerId = isNew ? fields.id("owner_id", role == Role.OWNER ? world.selfId() : 0) : 0;
        fields.end();
        if (isNew && (role == Role.OWNER) != (ownerId == world.selfId())) {
            throw Fields.invalid(
                    "group: role " + role.word() + " does not go with owner_id " + ownerId + "; a group has one owner");
        }
        turn.put(group);
        if (isNew) {
            turn.put(Member.joining(groupId, world.selfId(), role, turn.now()));
            if (ownerId != 0 && ownerId != world.selfId()) {
                turn.meet(ownerId);
                turn.put(Member.joining(groupId, ownerId, Role.OWNER, turn.now()));
            }
        }
        return Views.groupWithMembers(world, group, turn.now());
    }

    public static JsonObject deleteGroup(Turn turn, long groupId) {
        GroupLife.dissolve(turn, Lookups.group(turn.world(), groupId));
        return JsonObject.EMPTY;
    }

    public static JsonObject putMember(Turn turn, long groupId, long userId, JsonObject body) {
        Fields fields = new Fields("member", body);
        World world = turn.world();
        Lookups.group(world, groupId);
        Member old =
                world.member(groupId, userId).orElseGet(() -> Member.joining(groupId, userId, Role.MEMBER, turn.now()));
        named(fields, "group_id", groupId);
        named(fields, "user_id", userId);
        Person person = person(fields, world.someone(userId));
        Member member = old.withCard(fields.text("card", old.card()))
                .withRole(role(fields, old.role()))
                .withLevel(fields.text("level", old.level()))
                .withTitle(fields.text("title", old.title()), old.titleExpireTime());
        if (fields.has("ban_duration")) {
            long seconds = fields.integer("ban_duration", 0, GroupLife.MAX_BAN);
            member = member.withBannedUntil(seconds == 0 ? 0 : turn.now() + seconds);
        }
        fields.end();
        turn.put(person);
        if (member.role() == Role.OWNER) {
            world.owner(groupId)
                    .filter(owner -> owner.userId() != userId)
                    .ifPresent(owner -> turn.put(owner.withRole(Role.MEMBER)));
        }
        turn.put(member);
        if (world.isBlocked(groupId, userId)) {
            turn.remove(new Blocked(groupId, userId));
        }
        return Views.member(world, member, turn.now());
    }

    public static JsonObject deleteMember(Turn turn, long groupId, long userId) {
        turn.remove(Lookups.member(turn.world(), groupId, userId));
        return JsonObject.EMPTY;
    }

    /** The id is in the path; a body that was read from the world may repeat it. */
    private static void named(Fields fields, String name, long id) {
        if (fields.id(name, id) != id) {
            throw Fields.invalid(name + " in the body is " + fields.id(name) + ", in the path " + id);
        }
    }

    private static Role role(Fields fields, Role fallback) {
        return fields.optionalWord("role", ROLES).flatMap(Role::of).orElse(fallback);
    }

    private static Person person(Fields fields, Person old) {
        return new Person(
                old.userId(),
                fields.text("nickname", old.nickname()),
                fields.optionalWord("sex", List.of("male", "female", "unknown")).orElse(old.sex()),
                (int) fields.integer("age", old.age(), 0, 200),
                fields.text("area", old.area()),
                old.likes());
    }
}
