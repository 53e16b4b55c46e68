package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.AnonymousMember;
import io.github.onekyu.bridge.ckyu.sandbox.world.Blocked;
import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.GroupLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Running a group (actions.md §6.2). Each asks for the role that a real host asks for. */
final class GroupActions {
    private GroupActions() {}

    static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put("set_group_kick", GroupActions::kick);
        all.put("set_group_ban", GroupActions::ban);
        all.put("set_group_anonymous_ban", GroupActions::banMask);
        all.put("set_group_whole_ban", GroupActions::banAll);
        all.put("set_group_admin", GroupActions::admin);
        all.put("set_group_anonymous", GroupActions::anonymous);
        all.put("set_group_card", GroupActions::card);
        all.put("set_group_leave", GroupActions::leave);
        all.put("set_group_special_title", GroupActions::title);
        all.put("set_group_name", GroupActions::name);
        return all;
    }

    private static Member target(Turn turn, HostCall call) {
        return Rules.member(turn, id(call, "group_id"), id(call, "user_id"));
    }

    private static JsonValue kick(Turn turn, HostCall call) {
        Member target = target(turn, call);
        Rules.mayActOn(turn, target);
        if (call.params().bool("reject_add_request", false)) {
            turn.put(new Blocked(target.groupId(), target.userId()));
        }
        GroupLife.part(turn, target, turn.selfId(), "kick");
        return JsonNull.NULL;
    }

    private static JsonValue ban(Turn turn, HostCall call) {
        Member target = target(turn, call);
        Rules.mayActOn(turn, target);
        GroupLife.ban(turn, target, turn.selfId(), call.params().integer("duration", 1800));
        return JsonNull.NULL;
    }

    private static JsonValue banMask(Turn turn, HostCall call) {
        Params params = call.params();
        long groupId = id(call, "group_id");
        String flag = params.object("anonymous")
                .flatMap(anonymous -> new Params(anonymous).text("flag"))
                .or(() -> params.text("flag"))
                .orElseThrow(() -> refusal(
                        Retcode.BAD_PARAMS.value(),
                        "set_group_anonymous_ban: neither \"anonymous\" nor \"flag\" says who; pass one of an event"));
        Rules.atLeast(turn, groupId, Role.ADMIN);
        AnonymousMember mask = turn.world()
                .mask(groupId, flag)
                .orElseThrow(() -> refusal(
                        HostCodes.NO_SUCH_MASK, "group " + groupId + " has no anonymous member with that flag"));
        GroupLife.banMask(turn, mask, turn.selfId(), params.integer("duration", 1800));
        return JsonNull.NULL;
    }

    private static JsonValue banAll(Turn turn, HostCall call) {
        Group group = Rules.group(turn, id(call, "group_id"));
        Rules.atLeast(turn, group.groupId(), Role.ADMIN);
        GroupLife.banAll(turn, group, turn.selfId(), call.params().bool("enable", true));
        return JsonNull.NULL;
    }

    private static JsonValue admin(Turn turn, HostCall call) {
        Member target = target(turn, call);
        Rules.atLeast(turn, target.groupId(), Role.OWNER);
        Rules.mayActOn(turn, target);
        GroupLife.admin(turn, target, call.params().bool("enable", true));
        return JsonNull.NULL;
    }

    private static JsonValue anonymous(Turn turn, HostCall call) {
        Group group = Rules.group(turn, id(call, "group_id"));
        Rules.atLeast(turn, group.groupId(), Role.ADMIN);
        turn.put(group.withAnonymous(call.params().bool("enable", true)));
        return JsonNull.NULL;
    }

    private static JsonValue card(Turn turn, HostCall call) {
        Member target = target(turn, call);
        if (target.userId() != turn.selfId()) {
            Rules.mayActOn(turn, target);
        }
        GroupLife.card(turn, target, call.params().text("card", ""));
        return JsonNull.NULL;
    }

    private static JsonValue leave(Turn turn, HostCall call) {
        Group group = Rules.group(turn, id(call, "group_id"));
        Member self = Rules.self(turn, group.groupId());
        boolean owner = self.role() == Role.OWNER;
        boolean dismiss = call.params().bool("is_dismiss", false);
        if (dismiss && !owner) {
            throw refusal(HostCodes.NOT_OWNER, "only its owner can dismiss group " + group.groupId());
        }
        if (owner && !dismiss) {
            throw refusal(
                    HostCodes.OWNER_CANNOT_LEAVE,
                    "the account owns group " + group.groupId() + " and can only dismiss it: is_dismiss=true");
        }
        GroupLife.part(turn, self, turn.selfId(), "leave");
        if (dismiss) {
            GroupLife.dissolve(turn, group);
        }
        return JsonNull.NULL;
    }

    private static JsonValue title(Turn turn, HostCall call) {
        Member target = target(turn, call);
        Rules.atLeast(turn, target.groupId(), Role.OWNER);
        long duration = call.params().integer("duration", -1);
        GroupLife.title(
                turn,
                target,
                call.params().text("special_title", ""),
                duration > 0 ? Math.min(turn.now() + duration, Integer.MAX_VALUE) : 0);
        return JsonNull.NULL;
    }

    private static JsonValue name(Turn turn, HostCall call) {
        Group group = Rules.group(turn, id(call, "group_id"));
        Rules.atLeast(turn, group.groupId(), Role.ADMIN);
        turn.put(group.withName(call.params().text("group_name", group.name())));
        return JsonNull.NULL;
    }
}
