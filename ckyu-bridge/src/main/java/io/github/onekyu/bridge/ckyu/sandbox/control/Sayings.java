package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.AnonymousMember;
import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Discuss;
import io.github.onekyu.bridge.ckyu.sandbox.world.Forwards;
import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.Views;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets the users of the world speak to the bot (E-message.private, E-message.group, E-message.discuss). */
public final class Sayings {
    private static final long SYSTEM = 1_000_000;

    private Sayings() {}

    /** Answers what was said; its event is raised by the turn. */
    public static ChatMessage say(Turn turn, JsonObject body) {
        return read(turn, body).get();
    }

    /** Whether it could be said now; changes nothing. */
    static void check(Turn turn, JsonObject body) {
        read(turn, body);
    }

    /** Reads and checks; what it answers makes the changes. */
    private static Supplier<ChatMessage> read(Turn turn, JsonObject body) {
        Fields fields = new Fields("message", body);
        Lookups.self(turn.world(), fields);
        return switch (fields.word("type", List.of("private", "group", "discuss"))) {
            case "group" -> inGroup(turn, fields);
            case "discuss" -> inDiscuss(turn, fields);
            default -> inPrivate(turn, fields);
        };
    }

    private static Supplier<ChatMessage> inPrivate(Turn turn, Fields fields) {
        World world = turn.world();
        long userId = fields.id("user_id");
        long groupId = fields.id("group_id", 0);
        Optional<String> asked = fields.optionalWord("sub_type", List.of("friend", "group", "discuss", "other"));
        JsonArray segments = message(turn, fields);
        fields.end();
        notSelf(world, userId);
        Lookups.person(world, userId);
        if (groupId != 0) {
            Lookups.ownGroup(world, groupId);
            Lookups.member(world, groupId, userId);
        }
        boolean friend = world.friend(userId).isPresent();
        long viaGroup = groupId != 0
                ? groupId
                : world.sharedGroups(userId)
                        .mapToLong(Group::groupId)
                        .findFirst()
                        .orElse(0);
        String subType =
                asked.orElse(groupId == 0 && friend ? "friend" : viaGroup != 0 ? "group" : stranger(world, userId));
        return () -> {
            ChatMessage said = turn.hear(Chat.withUser(userId), subType, userId, Optional.empty(), segments);
            JsonObject event = Views.message(world, said);
            if (subType.equals("group") && viaGroup != 0) {
                JsonObject sender = event.object("sender").orElse(JsonObject.EMPTY);
                event = event.with("sender", sender.with("group_id", JsonNumber.of(viaGroup)));
            }
            turn.raise("message", event);
            return said;
        };
    }

    private static String stranger(World world, long userId) {
        return world.sharesDiscuss(userId) ? "discuss" : "other";
    }

    private static Supplier<ChatMessage> inGroup(Turn turn, Fields fields) {
        World world = turn.world();
        long groupId = fields.id("group_id");
        boolean system = fields.optionalWord("sub_type", List.of("normal", "notice", "anonymous"))
                .filter("notice"::equals)
                .isPresent();
        long userId = system ? fields.id("user_id", SYSTEM) : fields.id("user_id");
        Optional<JsonObject> anonymous = fields.optionalObject("anonymous");
        JsonArray segments = message(turn, fields);
        fields.end();
        notSelf(world, userId);
        Group group = Lookups.ownGroup(world, groupId);
        if (!system) {
            maySpeak(turn, group, Lookups.member(world, groupId, userId));
        }
        Optional<AnonymousMember> mask = anonymous.map(worn -> mask(turn, group, userId, worn));
        String subType = system ? "notice" : mask.isPresent() ? "anonymous" : "normal";
        return () -> {
            mask.ifPresent(turn::put);
            ChatMessage said =
                    turn.hear(Chat.inGroup(groupId), subType, userId, mask.map(AnonymousMember::flag), segments);
            turn.raise("message", Views.message(world, said));
            return said;
        };
    }

    /** Whoever speaks in a discuss is in it from then on; one that nobody knew begins with that. */
    private static Supplier<ChatMessage> inDiscuss(Turn turn, Fields fields) {
        World world = turn.world();
        long discussId = fields.id("discuss_id");
        long userId = fields.id("user_id");
        JsonArray segments = message(turn, fields);
        fields.end();
        notSelf(world, userId);
        Lookups.person(world, userId);
        Discuss discuss = world.discuss(discussId).orElseGet(() -> new Discuss(discussId, List.of(turn.selfId())));
        if (!discuss.has(turn.selfId())) {
            throw Fields.conflict("account " + turn.selfId() + " has left discuss " + discussId
                    + " and hears nothing from there; another discuss_id makes another discuss");
        }
        return () -> {
            if (!discuss.has(userId)) {
                turn.put(discuss.with(userId));
            }
            ChatMessage said = turn.hear(Chat.inDiscuss(discussId), "", userId, Optional.empty(), segments);
            turn.raise("message", Views.message(world, said));
            return said;
        };
    }

    private static void notSelf(World world, long userId) {
        if (userId == world.selfId()) {
            throw Fields.invalid("message: user_id is " + userId
                    + ", the bot itself; expected another user, since the bot speaks through its actions");
        }
    }

    private static JsonArray message(Turn turn, Fields fields) {
        JsonValue given = fields.any("message").orElse(new JsonString(""));
        JsonArray segments = Message.of(given, false)
                .filter(message -> !message.isEmpty())
                .orElseThrow(() -> fields.unusable(
                        "message", given, "a CQ string, an array of segments or one segment, and not empty"))
                .toJson();
        try {
            return Forwards.settle(turn.world(), segments, turn.now());
        } catch (Forwards.Unusable e) {
            throw e.missing()
                    ? Fields.notFound("message: " + e.getMessage())
                    : Fields.invalid("message: " + e.getMessage());
        }
    }

    static void maySpeak(Turn turn, Group group, Member member) {
        if (member.isBanned(turn.now())) {
            throw Fields.conflict("user " + member.userId() + " is banned in group " + group.groupId() + " for another "
                    + (member.bannedUntil() - turn.now()) + " s and cannot speak");
        }
        if (group.wholeBan() && member.role() == Role.MEMBER) {
            throw Fields.conflict("group " + group.groupId() + " is banned as a whole; user " + member.userId()
                    + " is no admin and cannot speak");
        }
    }

    private static AnonymousMember mask(Turn turn, Group group, long userId, JsonObject worn) {
        Fields fields = new Fields("anonymous", worn);
        String name = fields.text("name");
        fields.end();
        if (!group.anonymous()) {
            throw Fields.conflict("group " + group.groupId() + " does not allow anonymous messages");
        }
        AnonymousMember made = AnonymousMember.of(group.groupId(), userId, name);
        AnonymousMember mask = turn.world().mask(group.groupId(), made.flag()).orElse(made);
        if (mask.isBanned(turn.now())) {
            throw Fields.conflict("anonymous member \"" + name + "\" is banned in group " + group.groupId()
                    + " for another " + (mask.bannedUntil() - turn.now()) + " s and cannot speak");
        }
        return mask;
    }
}
