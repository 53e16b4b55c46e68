package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.Seed;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * A fresh world with the account, friends and groups of a file. A turn undoes nothing, so everything is first done to a
 * world of its own, which nobody sees; only what worked there is done to the real one. Both begin empty, so it works again.
 */
public final class WorldReplacement {
    private static final Set<String> ACCOUNT =
            Set.of("nickname", "sex", "age", "area", "status", "ext_status", "battery_status");
    private static final Set<String> FRIEND = Set.of("nickname", "remark", "sex", "age", "area");
    private static final Set<String> GROUP = Set.of("group_name", "max_member_count", "whole_ban", "anonymous");
    private static final Set<String> MEMBER =
            Set.of("role", "card", "title", "level", "nickname", "sex", "age", "area");

    private WorldReplacement() {}

    public static JsonObject replace(Turn turn, JsonObject file) {
        make(new Turn(new World(turn.selfId()), turn.now()), file);
        make(turn, file);
        return JsonObject.EMPTY;
    }

    private static void make(Turn turn, JsonObject file) {
        World world = turn.world();
        turn.clear();
        Seed.plant(turn);
        List.copyOf(world.friends()).forEach(turn::remove);
        List.copyOf(world.groups()).forEach(group -> WorldEditor.deleteGroup(turn, group.groupId()));
        if (file.get("account") instanceof JsonObject account) {
            WorldEditor.putAccount(turn, only(account, ACCOUNT));
        }
        for (JsonObject friend : objects(file, "friends")) {
            WorldEditor.putFriend(turn, id(friend, "user_id"), only(friend, FRIEND));
        }
        long was = file.integer("self_id", turn.selfId());
        for (JsonObject group : objects(file, "groups")) {
            addGroup(turn, group, was);
        }
    }

    /** The account is in every one of these groups, whatever it is called now. */
    private static void addGroup(Turn turn, JsonObject group, long was) {
        long groupId = id(group, "group_id");
        List<JsonObject> members = objects(group, "members");
        String role = members.stream()
                .filter(member -> member.integer("user_id", 0) == was)
                .findFirst()
                .map(member -> member.string("role", "member"))
                .orElse("member");
        JsonObject.Builder made =
                JsonObject.builder().putAll(only(group, GROUP)).put("role", role);
        members.stream()
                .filter(member -> member.string("role", "").equals("owner") && member.integer("user_id", 0) != was)
                .findFirst()
                .ifPresent(owner -> made.put("owner_id", id(owner, "user_id")));
        WorldEditor.putGroup(turn, groupId, made.build());
        for (JsonObject member : members) {
            long userId = id(member, "user_id");
            WorldEditor.putMember(
                    turn,
                    groupId,
                    userId == was ? turn.selfId() : userId,
                    only(member, userId == was ? Set.of("role", "card", "title", "level") : MEMBER));
        }
    }

    private static List<JsonObject> objects(JsonObject from, String name) {
        return from.array(name).orElse(JsonArray.EMPTY).stream()
                .map(WorldReplacement::object)
                .toList();
    }

    private static JsonObject object(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw Fields.invalid("the file has " + value + " where an object is expected");
    }

    private static long id(JsonObject thing, String key) {
        long id = thing.integer(key, 0);
        if (id <= 0) {
            throw Fields.invalid(key + " is " + thing.get(key) + "; expected an integer above 0");
        }
        return id;
    }

    private static JsonObject only(JsonObject from, Set<String> names) {
        JsonObject.Builder kept = JsonObject.builder();
        from.members().forEach((name, value) -> {
            if (names.contains(name)) {
                kept.put(name, value);
            }
        });
        return kept.build();
    }
}
