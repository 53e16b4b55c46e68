package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * A mask that a member of a group wears. The bot sees id, name and flag, never the person behind it.
 *
 * @param flag what a bot passes back to ban the mask
 * @param bannedUntil Unix seconds until which the mask may not speak
 */
public record AnonymousMember(long groupId, String flag, long id, String name, long userId, long bannedUntil)
        implements Entity {
    static final String KIND = "anonymous/";

    /** The user id under which hosts of this protocol show every anonymous message (E-message.group). */
    public static final long USER_ID = 80_000_000;

    private static final long FIRST_ID = 1_000_000;

    /** The mask of that name; the same person under the same name always gets the same one. */
    public static AnonymousMember of(long groupId, long userId, String name) {
        long mixed = (groupId * 31 + userId) * 0x9E3779B97F4A7C15L + name.hashCode();
        long hash = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
        return new AnonymousMember(
                groupId, "anon-" + Long.toHexString(hash), FIRST_ID + (hash >>> 36), name, userId, 0);
    }

    @Override
    public String key() {
        return KIND + groupId + "/" + flag;
    }

    public boolean isBanned(long now) {
        return bannedUntil > now;
    }

    public AnonymousMember withBannedUntil(long until) {
        return new AnonymousMember(groupId, flag, id, name, userId, until);
    }

    /** The {@code anonymous} object of events. */
    public JsonObject toEvent() {
        return JsonObject.builder()
                .put("id", id)
                .put("name", name)
                .put("flag", flag)
                .build();
    }

    @Override
    public JsonObject toJson() {
        return toEvent().toBuilder()
                .put("group_id", groupId)
                .put("user_id", userId)
                .put("banned_until", bannedUntil)
                .build();
    }

    static AnonymousMember read(JsonObject json) {
        return new AnonymousMember(
                json.integer("group_id", 0),
                json.string("flag", ""),
                json.integer("id", 0),
                json.string("name", ""),
                json.integer("user_id", 0),
                json.integer("banned_until", 0));
    }
}
