package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Friend;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.Views;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Friends in their lists, remarks, one-way friends (actions.md §6.6, §8). All friends are in one list. */
final class FriendActions {
    private static final long LIST = 0;
    private static final String LIST_NAME = "Friends";

    private FriendActions() {}

    static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put("_get_friend_list", FriendActions::lists);
        all.put("get_friends_with_category", FriendActions::categories);
        all.put("set_friend_remark", FriendActions::remark);
        all.put("get_unidirectional_friend_list", (turn, call) -> Views.oneWayFriends(turn.world()));
        all.put("delete_unidirectional_friend", FriendActions::forget);
        return all;
    }

    private static List<JsonObject> friends(World world) {
        return world.friends().stream()
                .map(friend -> Views.friend(world, friend))
                .toList();
    }

    private static JsonObject.Builder list() {
        return JsonObject.builder().put("friend_group_id", LIST).put("friend_group_name", LIST_NAME);
    }

    private static JsonValue lists(Turn turn, HostCall call) {
        List<JsonObject> friends = friends(turn.world());
        if (!call.params().bool("flat", false)) {
            return JsonArray.of(list().put("friends", JsonArray.of(friends)).build());
        }
        return JsonObject.builder()
                .put("friend_groups", JsonArray.of(list().build()))
                .put(
                        "friends",
                        JsonArray.of(friends.stream()
                                .map(friend -> friend.with("friend_group_id", JsonNumber.of(LIST)))
                                .toList()))
                .build();
    }

    /** Whether friends are online is not simulated: all of them are. */
    private static JsonValue categories(Turn turn, HostCall call) {
        List<JsonObject> friends = friends(turn.world());
        return JsonArray.of(JsonObject.builder()
                .put("categoryId", LIST)
                .put("categorySortId", 0)
                .put("categoryName", LIST_NAME)
                .put("categoryMbCount", friends.size())
                .put("onlineCount", friends.size())
                .put("buddyList", JsonArray.of(friends))
                .build());
    }

    private static JsonValue remark(Turn turn, HostCall call) {
        long userId = id(call, "user_id");
        if (turn.world().friend(userId).isEmpty()) {
            throw refusal(HostCodes.NO_SUCH_USER, "user " + userId + " is no friend of the account");
        }
        turn.put(new Friend(userId, call.params().text("remark", "")));
        return JsonNull.NULL;
    }

    private static JsonValue forget(Turn turn, HostCall call) {
        long userId = id(call, "user_id");
        turn.remove(turn.world()
                .oneWayFriend(userId)
                .orElseThrow(() ->
                        refusal(HostCodes.NO_SUCH_USER, "user " + userId + " is no one-way friend of the account")));
        return JsonNull.NULL;
    }
}
