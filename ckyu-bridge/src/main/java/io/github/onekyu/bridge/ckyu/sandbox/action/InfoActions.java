package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.Views;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Map;

/** Who and what is there (actions.md §6.4). All read, none writes. */
final class InfoActions {
    private InfoActions() {}

    static Map<String, Operation> all() {
        return Map.of(
                "get_login_info", InfoActions::login,
                "get_stranger_info", InfoActions::stranger,
                "get_friend_list", InfoActions::friends,
                "get_group_list", InfoActions::groups,
                "get_group_info", (turn, call) -> Views.group(turn.world(), group(turn, call)),
                "get_group_member_info", InfoActions::member,
                "get_group_member_list", InfoActions::members,
                "can_send_image", (turn, call) -> yes(),
                "can_send_record", (turn, call) -> yes());
    }

    private static JsonValue login(Turn turn, HostCall call) {
        return JsonObject.builder()
                .put("user_id", turn.selfId())
                .put("nickname", turn.world().someone(turn.selfId()).nickname())
                .build();
    }

    private static JsonValue stranger(Turn turn, HostCall call) {
        long userId = id(call, "user_id");
        return turn.world()
                .person(userId)
                .map(Views::user)
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "there is no user " + userId));
    }

    private static JsonValue friends(Turn turn, HostCall call) {
        World world = turn.world();
        return JsonArray.of(world.friends().stream()
                .map(friend -> Views.friend(world, friend))
                .toList());
    }

    private static JsonValue groups(Turn turn, HostCall call) {
        World world = turn.world();
        return JsonArray.of(world.groups().stream()
                .filter(group -> world.ownGroup(group.groupId()).isPresent())
                .map(group -> Views.group(world, group))
                .toList());
    }

    private static Group group(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        return turn.world()
                .ownGroup(groupId)
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "the account is in no group " + groupId));
    }

    private static JsonValue member(Turn turn, HostCall call) {
        long groupId = group(turn, call).groupId();
        long userId = id(call, "user_id");
        return turn.world()
                .member(groupId, userId)
                .map(member -> Views.member(turn.world(), member, turn.now()))
                .orElseThrow(
                        () -> refusal(HostCodes.NO_DATA, "user " + userId + " is not a member of group " + groupId));
    }

    private static JsonValue members(Turn turn, HostCall call) {
        return JsonArray.of(turn.world().members(group(turn, call).groupId()).stream()
                .map(member -> Views.member(turn.world(), member, turn.now()))
                .toList());
    }

    private static JsonValue yes() {
        return JsonObject.builder().put("yes", true).build();
    }
}
