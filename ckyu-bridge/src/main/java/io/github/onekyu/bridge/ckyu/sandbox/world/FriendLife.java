package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** What can happen between the account and its friends. */
public final class FriendLife {
    private FriendLife() {}

    /** Whoever is a friend is no one-way friend any more. Raises nothing. */
    public static void add(Turn turn, Friend friend) {
        turn.world().oneWayFriend(friend.userId()).ifPresent(turn::remove);
        turn.put(friend);
    }

    public static void befriend(Turn turn, long userId, String remark) {
        turn.meet(userId);
        add(turn, new Friend(userId, remark));
        turn.notice("friend_add", JsonObject.builder().put("user_id", userId).build());
    }
}
