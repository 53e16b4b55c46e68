package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** What can happen between the account and its friends. */
public final class FriendLife {
    private FriendLife() {}

    public static void befriend(Turn turn, long userId, String remark) {
        turn.meet(userId);
        turn.put(new Friend(userId, remark));
        turn.notice("friend_add", JsonObject.builder().put("user_id", userId).build());
    }
}
