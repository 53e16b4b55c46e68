package io.github.onekyu.console;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** The account, friends and groups of a world as one file, and the checks of such a file before a world is made from it. */
final class WorldFile {
    private static final int FORMAT = 1;
    private static final Set<String> TOP = Set.of("onekyu_world", "self_id", "account", "friends", "groups");
    private static final List<String> ACCOUNT =
            List.of("nickname", "sex", "age", "area", "status", "ext_status", "battery_status");
    private static final Set<String> ROLES = Set.of("owner", "admin", "member");

    private WorldFile() {}

    static JsonObject export(HostControl control) {
        JsonObject world = control.world();
        JsonObject.Builder file = JsonObject.builder().put("onekyu_world", FORMAT);
        objects(world, "accounts").stream().findFirst().ifPresent(account -> {
            file.put("self_id", id(account, "self_id"));
            JsonObject.Builder kept = JsonObject.builder();
            ACCOUNT.forEach(name -> Optional.ofNullable(account.get(name)).ifPresent(value -> kept.put(name, value)));
            file.put("account", kept.build());
        });
        return file.put("friends", world.array("friends").orElse(JsonArray.EMPTY))
                .put("groups", world.array("groups").orElse(JsonArray.EMPTY))
                .build();
    }

    /** Answers the world as it is then. All of the file or nothing: the host does it in one step. */
    static CompletionStage<JsonObject> restore(HostControl control, JsonObject file) {
        check(file);
        return control.replaceWorld(file);
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
        JsonValue account = file.get("account");
        if (account != null && !(account instanceof JsonObject)) {
            throw invalid("account is " + account + "; expected an object");
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

    private static ControlException invalid(String message) {
        return new ControlException(ControlException.Kind.INVALID, message);
    }
}
