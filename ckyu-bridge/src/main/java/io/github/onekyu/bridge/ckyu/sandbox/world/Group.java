package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * A group, whether the bot is in it or not.
 *
 * @param wholeBan whether only its owner and admins may speak
 * @param anonymous whether members may speak without showing who they are
 */
public record Group(long groupId, String name, int maxMembers, boolean wholeBan, boolean anonymous) implements Entity {
    static final String KIND = "group/";
    private static final int USUAL_SIZE = 200;

    public static Group named(long groupId, String name) {
        return new Group(groupId, name, USUAL_SIZE, false, true);
    }

    @Override
    public String key() {
        return KIND + groupId;
    }

    public Group withName(String newName) {
        return new Group(groupId, newName, maxMembers, wholeBan, anonymous);
    }

    public Group withMaxMembers(int size) {
        return new Group(groupId, name, size, wholeBan, anonymous);
    }

    public Group withWholeBan(boolean on) {
        return new Group(groupId, name, maxMembers, on, anonymous);
    }

    public Group withAnonymous(boolean allowed) {
        return new Group(groupId, name, maxMembers, wholeBan, allowed);
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("group_id", groupId)
                .put("group_name", name)
                .put("max_member_count", maxMembers)
                .put("whole_ban", wholeBan)
                .put("anonymous", anonymous)
                .build();
    }

    static Group read(JsonObject json) {
        return new Group(
                json.integer("group_id", 0),
                json.string("group_name", ""),
                (int) json.integer("max_member_count", USUAL_SIZE),
                json.isTrue("whole_ban"),
                json.isTrue("anonymous"));
    }
}
