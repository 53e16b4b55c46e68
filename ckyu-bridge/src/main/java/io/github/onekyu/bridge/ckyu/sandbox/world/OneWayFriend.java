package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * Somebody who has the account as a friend, though the account has not them (A-get_unidirectional_friend_list).
 *
 * @param source how they found the account, in words
 */
public record OneWayFriend(long userId, String source) implements Entity {
    static final String KIND = "one_way_friend/";

    static String key(long userId) {
        return KIND + userId;
    }

    @Override
    public String key() {
        return key(userId);
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder().put("user_id", userId).put("source", source).build();
    }

    static OneWayFriend read(JsonObject json) {
        return new OneWayFriend(json.integer("user_id", 0), json.string("source", ""));
    }
}
