package io.github.onekyu.console;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * People, friends and groups of a world as one file, and a world made from it: a fresh one with the edits of the control
 * API, one after the other. Everything is read and checked before the first edit.
 */
final class WorldFile {
    private static final int FORMAT = 1;
    private static final Set<String> FRIEND = Set.of("nickname", "remark", "sex", "age", "area");
    private static final Set<String> GROUP = Set.of("group_name", "max_member_count", "whole_ban", "anonymous");
    private static final Set<String> MEMBER =
            Set.of("role", "card", "title", "level", "nickname", "sex", "age", "area");
    private static final Set<String> TOP = Set.of("onekyu_world", "self_id", "friends", "groups");
    private static final Set<String> ROLES = Set.of("owner", "admin", "member");

    private WorldFile() {}

    static JsonObject export(HostControl control) {
        JsonObject world = control.world();
        return JsonObject.builder()
                .put("onekyu_world", FORMAT)
                .put("self_id", self(world))
                .put("friends", world.array("friends").orElse(JsonArray.EMPTY))
                .put("groups", world.array("groups").orElse(JsonArray.EMPTY))
                .build();
    }

    private static long self(JsonObject world) {
        return objects(world, "accounts").stream()
                .findFirst()
                .map(account -> account.integer("self_id", 0))
                .orElse(0L);
    }

    /** Answers the world as it is then. Fails before anything has changed if the file cannot be used. */
    static CompletionStage<JsonObject> restore(HostControl control, JsonObject file) {
        check(file);
        long self = self(control.world());
        long was = file.integer("self_id", self);
        List<Supplier<CompletionStage<JsonObject>>> edits = new ArrayList<>();
        for (JsonObject friend : objects(file, "friends")) {
            edits.add(() -> control.putFriend(id(friend, "user_id"), only(friend, FRIEND)));
        }
        for (JsonObject group : objects(file, "groups")) {
            addGroup(control, group, was, edits);
        }
        return control.reset()
                .thenCompose(fresh -> cleared(control))
                .thenCompose(empty -> oneByOne(edits))
                .thenApply(done -> control.world());
    }

    /** The account is in every one of these groups, whatever it is called now. */
    private static void addGroup(
            HostControl control, JsonObject group, long was, List<Supplier<CompletionStage<JsonObject>>> edits) {
        long groupId = id(group, "group_id");
        List<JsonObject> members = objects(group, "members");
        String role = members.stream()
                .filter(member -> id(member, "user_id") == was)
                .findFirst()
                .map(member -> member.string("role", "member"))
                .orElse("member");
        JsonObject.Builder made = only(group, GROUP).toBuilder().put("role", role);
        members.stream()
                .filter(member -> member.string("role", "").equals("owner") && id(member, "user_id") != was)
                .findFirst()
                .ifPresent(owner -> made.put("owner_id", id(owner, "user_id")));
        edits.add(() -> control.putGroup(groupId, made.build()));
        for (JsonObject member : members) {
            if (id(member, "user_id") != was) {
                edits.add(() -> control.putMember(groupId, id(member, "user_id"), only(member, MEMBER)));
            }
        }
    }

    /** What a fresh world has of its own. */
    private static CompletionStage<JsonObject> cleared(HostControl control) {
        JsonObject world = control.world();
        List<Supplier<CompletionStage<JsonObject>>> edits = new ArrayList<>();
        objects(world, "friends").forEach(friend -> edits.add(() -> control.deleteFriend(id(friend, "user_id"))));
        objects(world, "groups").forEach(group -> edits.add(() -> control.deleteGroup(id(group, "group_id"))));
        return oneByOne(edits);
    }

    private static CompletionStage<JsonObject> oneByOne(List<Supplier<CompletionStage<JsonObject>>> edits) {
        CompletionStage<JsonObject> all = CompletableFuture.completedFuture(JsonObject.EMPTY);
        for (Supplier<CompletionStage<JsonObject>> edit : edits) {
            all = all.thenCompose(done -> edit.get());
        }
        return all;
    }

    private static void check(JsonObject file) {
        if (file.integer("onekyu_world", 0) != FORMAT) {
            throw invalid("the file has no \"onekyu_world\": " + FORMAT + "; expected one that world/export made");
        }
        for (String name : file.members().keySet()) {
            if (!TOP.contains(name)) {
                throw invalid("there is no member \"" + name + "\" in a world's file");
            }
        }
        Set<Long> friends = new TreeSet<>();
        for (JsonObject friend : list(file, "friends")) {
            unique(friends, friend, "user_id", "friends");
        }
        Set<Long> groups = new TreeSet<>();
        for (JsonObject group : list(file, "groups")) {
            unique(groups, group, "group_id", "groups");
            Set<Long> members = new TreeSet<>();
            for (JsonObject member : list(group, "members")) {
                unique(members, member, "user_id", "the members of group " + id(group, "group_id"));
                String role = member.string("role", "member");
                if (!ROLES.contains(role)) {
                    throw invalid("a role is \"" + role + "\"; expected owner, admin or member");
                }
            }
            if (objects(group, "members").stream()
                            .filter(member -> member.string("role", "").equals("owner"))
                            .count()
                    > 1) {
                throw invalid("group " + id(group, "group_id") + " has several owners; expected one");
            }
        }
    }

    private static void unique(Set<Long> seen, JsonObject thing, String key, String where) {
        long id = id(thing, key);
        if (id <= 0) {
            throw invalid("a " + key + " of " + where + " is " + thing.get(key) + "; expected an integer above 0");
        }
        if (!seen.add(id)) {
            throw invalid(id + " is twice in " + where);
        }
    }

    private static List<JsonObject> list(JsonObject from, String name) {
        JsonValue value = from.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(JsonObject.class::isInstance)) {
            throw invalid(name + " is no list of objects");
        }
        return objects(from, name);
    }

    private static List<JsonObject> objects(JsonObject from, String name) {
        return from.array(name).orElse(JsonArray.EMPTY).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static long id(JsonObject thing, String key) {
        return thing.integer(key, 0);
    }

    private static JsonObject only(JsonObject from, Set<String> names) {
        JsonObject.Builder kept = JsonObject.builder();
        from.members().forEach((name, value) -> {
            if (names.contains(name) && !value.isNull()) {
                kept.put(name, Objects.requireNonNull(value));
            }
        });
        return kept.build();
    }

    private static ControlException invalid(String message) {
        return new ControlException(ControlException.Kind.INVALID, message);
    }
}
