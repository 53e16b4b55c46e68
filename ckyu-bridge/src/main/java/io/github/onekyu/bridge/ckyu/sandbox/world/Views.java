package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;

/** The world's things as the protocol shows them (actions.md §5, events.md §2.1). Called under the world's lock. */
public final class Views {
    private Views() {}

    public static JsonObject user(Person person) {
        return JsonObject.builder()
                .put("user_id", person.userId())
                .put("nickname", person.nickname())
                .put("sex", person.sex())
                .put("age", person.age())
                .build();
    }

    public static JsonObject friend(World world, Friend friend) {
        return JsonObject.builder()
                .put("user_id", friend.userId())
                .put("nickname", world.someone(friend.userId()).nickname())
                .put("remark", friend.remark())
                .build();
    }

    public static JsonObject group(World world, Group group) {
        return JsonObject.builder()
                .put("group_id", group.groupId())
                .put("group_name", group.name())
                .put("member_count", world.members(group.groupId()).size())
                .put("max_member_count", group.maxMembers())
                .build();
    }

    public static JsonObject member(World world, Member member, long now) {
        Person person = world.someone(member.userId());
        boolean expired = member.titleExpireTime() != 0 && member.titleExpireTime() <= now;
        return JsonObject.builder(15)
                .put("group_id", member.groupId())
                .put("user_id", member.userId())
                .put("nickname", person.nickname())
                .put("card", member.card())
                .put("sex", person.sex())
                .put("age", person.age())
                .put("area", person.area())
                .put("join_time", member.joinTime())
                .put("last_sent_time", member.lastSentTime())
                .put("level", member.level())
                .put("role", member.role().word())
                .put("unfriendly", false)
                .put("title", expired ? "" : member.title())
                .put("title_expire_time", expired ? 0 : member.titleExpireTime())
                .put("card_changeable", cardChangeable(world, member))
                .build();
    }

    private static boolean cardChangeable(World world, Member member) {
        return member.userId() == world.selfId()
                || world.member(member.groupId(), world.selfId())
                        .filter(self -> self.role().outranks(member.role()))
                        .isPresent();
    }

    /** The fields of a message event, without {@code time}, {@code self_id} and {@code post_type}. */
    public static JsonObject message(World world, ChatMessage message) {
        if (message.chat().isDiscuss()) {
            return inDiscuss(world, message);
        }
        boolean group = message.chat().isGroup();
        Optional<AnonymousMember> mask =
                message.mask().flatMap(flag -> world.mask(message.chat().id(), flag));
        JsonObject.Builder fields = JsonObject.builder()
                .put("message_type", message.chat().type())
                .put("sub_type", message.subType())
                .put("message_id", message.id());
        if (group) {
            fields.put("group_id", message.chat().id());
        }
        fields.put("user_id", message.mask().isPresent() ? AnonymousMember.USER_ID : message.userId());
        if (group) {
            fields.put("anonymous", mask.isPresent() ? mask.get().toEvent() : JsonNull.NULL);
        }
        return fields.put("message", message.segments())
                .put("raw_message", message.raw())
                .put("font", 0)
                .put("sender", sender(world, message, mask))
                .build();
    }

    /** E-message.discuss has no {@code sub_type} and knows no masks. */
    private static JsonObject inDiscuss(World world, ChatMessage message) {
        return JsonObject.builder()
                .put("message_type", message.chat().type())
                .put("message_id", message.id())
                .put("discuss_id", message.chat().id())
                .put("user_id", message.userId())
                .put("message", message.segments())
                .put("raw_message", message.raw())
                .put("font", 0)
                .put("sender", user(world.someone(message.userId())))
                .build();
    }

    private static JsonObject sender(World world, ChatMessage message, Optional<AnonymousMember> mask) {
        if (!message.chat().isGroup()) {
            return user(world.someone(message.userId()));
        }
        if (message.mask().isPresent()) {
            String name = mask.map(AnonymousMember::name).orElse("");
            return groupSender(
                    new Person(AnonymousMember.USER_ID, name, "unknown", 0, "", 0),
                    Member.joining(message.chat().id(), AnonymousMember.USER_ID, Role.MEMBER, 0));
        }
        Member member = world.member(message.chat().id(), message.userId())
                .orElseGet(() -> Member.joining(message.chat().id(), message.userId(), Role.MEMBER, 0));
        return groupSender(world.someone(message.userId()), member);
    }

    private static JsonObject groupSender(Person person, Member member) {
        return JsonObject.builder()
                .put("user_id", person.userId())
                .put("nickname", person.nickname())
                .put("card", member.card())
                .put("sex", person.sex())
                .put("age", person.age())
                .put("area", person.area())
                .put("level", member.level())
                .put("role", member.role().word())
                .put("title", member.title())
                .build();
    }

    /** A message as the control API lists it; needs no lock. */
    public static JsonObject listed(ChatMessage message, Optional<AnonymousMember> mask) {
        JsonObject.Builder fields = JsonObject.builder()
                .put("message_id", message.id())
                .put("time", message.time())
                .put("chat", message.chat().toString())
                .put("user_id", message.userId())
                .put("message", message.segments())
                .put("raw_message", message.raw())
                .put("recalled", message.recalled());
        if (message.isForward()) {
            fields.put("nodes", message.kept());
        }
        mask.ifPresent(worn -> fields.put("anonymous", worn.toEvent()));
        message.peer().ifPresent(peer -> fields.put("peer", peer));
        message.action().ifPresent(action -> fields.put("action", action));
        return fields.build();
    }

    /** The account itself, apart from what its host knows of it. */
    public static JsonObject account(World world) {
        Person self = world.someone(world.selfId());
        return JsonObject.builder()
                .put("self_id", world.selfId())
                .put("nickname", self.nickname())
                .put("sex", self.sex())
                .put("age", self.age())
                .put("area", self.area())
                .putAll(world.presence().toJson())
                .build();
    }

    /** Everything, for the control API. */
    public static JsonObject world(World world, boolean online, long now) {
        JsonObject self = JsonObject.builder()
                .putAll(account(world))
                .put("online", online)
                .build();
        return JsonObject.builder()
                .put("accounts", JsonArray.of(self))
                .put(
                        "friends",
                        JsonArray.of(world.friends().stream()
                                .map(friend -> friend(world, friend))
                                .toList()))
                .put("unidirectional_friends", oneWayFriends(world))
                .put("groups", groups(world, true, now))
                .put("other_groups", groups(world, false, now))
                .put(
                        "discusses",
                        JsonArray.of(
                                world.all(Discuss.class).map(Discuss::toJson).toList()))
                .put(
                        "users",
                        JsonArray.of(world.people().stream()
                                .map(person -> user(person).with("likes", likes(person)))
                                .toList()))
                .put("bans", Bans.list(world, now))
                .put(
                        "requests",
                        JsonArray.of(world.requests().stream()
                                .filter(JoinRequest::isPending)
                                .map(Views::request)
                                .toList()))
                .build();
    }

    /** A-get_unidirectional_friend_list. */
    public static JsonArray oneWayFriends(World world) {
        return JsonArray.of(world.all(OneWayFriend.class)
                .map(friend -> oneWayFriend(world, friend))
                .toList());
    }

    public static JsonObject oneWayFriend(World world, OneWayFriend friend) {
        return JsonObject.builder()
                .put("user_id", friend.userId())
                .put("nickname", world.someone(friend.userId()).nickname())
                .put("source", friend.source())
                .build();
    }

    private static JsonNumber likes(Person person) {
        return JsonNumber.of(person.likes());
    }

    private static JsonArray groups(World world, boolean withBot, long now) {
        return JsonArray.of(world.groups().stream()
                .filter(group -> world.ownGroup(group.groupId()).isPresent() == withBot)
                .map(group -> groupWithMembers(world, group, now))
                .toList());
    }

    /** A group as the control API shows it. */
    public static JsonObject groupWithMembers(World world, Group group, long now) {
        return group(world, group).toBuilder()
                .put("whole_ban", group.wholeBan())
                .put("anonymous", group.anonymous())
                .put(
                        "members",
                        JsonArray.of(world.members(group.groupId()).stream()
                                .map(member -> member(world, member, now))
                                .toList()))
                .build();
    }

    /** A request as the control API lists it. */
    public static JsonObject request(JoinRequest request) {
        return request.toJson().without("number");
    }
}
