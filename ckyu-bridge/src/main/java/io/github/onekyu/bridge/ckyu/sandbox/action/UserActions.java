package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Friend;
import io.github.onekyu.bridge.ckyu.sandbox.world.FriendLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.GroupLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.JoinRequest;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.Person;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/** Requests, friends, likes and pokes (actions.md §6.3, §8). */
final class UserActions {
    private UserActions() {}

    static Map<String, Operation> all() {
        return Map.of(
                "set_friend_add_request", UserActions::answerFriend,
                "set_group_add_request", UserActions::answerGroup,
                "send_like", UserActions::like,
                "delete_friend", UserActions::unfriend,
                "friend_poke", (turn, call) -> pokeFriend(turn, id(call, "user_id")),
                "group_poke", (turn, call) -> pokeMember(turn, id(call, "group_id"), id(call, "user_id")),
                "send_poke",
                        (turn, call) -> id(call, "group_id") == 0
                                ? pokeFriend(turn, id(call, "user_id"))
                                : pokeMember(turn, id(call, "group_id"), id(call, "user_id")));
    }

    private static JoinRequest open(Turn turn, Params params, String what, Optional<JoinRequest.Kind> kind) {
        String flag = params.text("flag", "");
        JoinRequest request = turn.world()
                .request(flag)
                .filter(found -> kind.isPresent() && found.kind() == kind.get())
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "there is no " + what + " request with flag " + flag));
        if (!request.isPending()) {
            throw refusal(HostCodes.ANSWERED, "the request with flag " + flag + " has been answered already");
        }
        return request;
    }

    private static JsonValue answerFriend(Turn turn, HostCall call) {
        Params params = call.params();
        JoinRequest request = open(turn, params, "friend", Optional.of(JoinRequest.Kind.FRIEND));
        boolean approve = params.bool("approve", true);
        String remark = params.text("remark", "");
        turn.put(request.answered(approve, remark));
        if (approve) {
            FriendLife.befriend(turn, request.userId(), remark);
        }
        return JsonNull.NULL;
    }

    private static JsonValue answerGroup(Turn turn, HostCall call) {
        Params params = call.params();
        String subType = params.text("sub_type", "");
        JoinRequest request = open(
                turn,
                params,
                "group " + subType,
                Optional.of(subType.equals("invite") ? JoinRequest.Kind.INVITE : JoinRequest.Kind.ADD));
        boolean invitation = request.kind() == JoinRequest.Kind.INVITE;
        if (!invitation) {
            Rules.atLeast(turn, request.groupId(), Role.ADMIN);
        }
        boolean approve = params.bool("approve", true);
        turn.put(request.answered(approve, params.text("reason", "")));
        if (approve && invitation) {
            accept(turn, request);
        } else if (approve) {
            GroupLife.join(turn, request.groupId(), request.userId(), turn.selfId(), "approve");
        }
        return JsonNull.NULL;
    }

    /** A group that nobody knew comes into being, owned by whoever invites into it. */
    private static void accept(Turn turn, JoinRequest request) {
        long groupId = request.groupId();
        if (turn.world().group(groupId).isEmpty()) {
            turn.meet(request.userId());
            turn.put(Group.named(groupId, "Group " + groupId));
            turn.put(Member.joining(groupId, request.userId(), Role.OWNER, turn.now()));
        }
        GroupLife.join(turn, groupId, turn.selfId(), request.userId(), "invite");
    }

    private static JsonValue like(Turn turn, HostCall call) {
        Person person = turn.world()
                .person(id(call, "user_id"))
                .orElseThrow(() -> refusal(HostCodes.NO_SUCH_USER, "there is no user " + id(call, "user_id")));
        turn.put(person.withLikes(person.likes() + call.params().integer("times", 1)));
        return JsonNull.NULL;
    }

    private static JsonValue unfriend(Turn turn, HostCall call) {
        turn.remove(friend(turn, id(call, "user_id")));
        return JsonNull.NULL;
    }

    private static Friend friend(Turn turn, long userId) {
        return turn.world()
                .friend(userId)
                .orElseThrow(() -> refusal(HostCodes.NO_SUCH_USER, "user " + userId + " is no friend of the account"));
    }

    private static JsonValue pokeFriend(Turn turn, long userId) {
        friend(turn, userId);
        GroupLife.poke(turn, 0, turn.selfId(), userId);
        return JsonNull.NULL;
    }

    private static JsonValue pokeMember(Turn turn, long groupId, long userId) {
        Rules.member(turn, groupId, userId);
        GroupLife.poke(turn, groupId, turn.selfId(), userId);
        return JsonNull.NULL;
    }
}
