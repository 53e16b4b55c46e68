package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;

import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.error.BackendException;

/** What the account must be, or have, to do something. All throw {@link BackendException} where it is not so. */
final class Rules {
    private Rules() {}

    /** The group, which the account must be in. */
    static Group group(Turn turn, long groupId) {
        return turn.world()
                .ownGroup(groupId)
                .orElseThrow(() ->
                        refusal(HostCodes.NOT_IN_GROUP, "account " + turn.selfId() + " is not in group " + groupId));
    }

    /** The account's own place in the group. */
    static Member self(Turn turn, long groupId) {
        group(turn, groupId);
        return turn.world().member(groupId, turn.selfId()).orElseThrow();
    }

    static Member member(Turn turn, long groupId, long userId) {
        group(turn, groupId);
        return turn.world()
                .member(groupId, userId)
                .orElseThrow(() ->
                        refusal(HostCodes.NO_SUCH_USER, "user " + userId + " is not a member of group " + groupId));
    }

    /** The account must be at least that in the group. */
    static void atLeast(Turn turn, long groupId, Role needed) {
        Role role = self(turn, groupId).role();
        if (needed.outranks(role)) {
            throw refusal(
                    HostCodes.NO_PERMISSION,
                    "the account is " + role.word() + " of group " + groupId + "; this needs " + needed.word());
        }
    }

    /** The account must be admin or owner, and above the target. */
    static void mayActOn(Turn turn, Member target) {
        atLeast(turn, target.groupId(), Role.ADMIN);
        Role role = self(turn, target.groupId()).role();
        if (!role.outranks(target.role())) {
            throw refusal(
                    HostCodes.NO_PERMISSION,
                    "the account is " + role.word() + " of group " + target.groupId() + "; it cannot act on "
                            + (target.userId() == turn.selfId()
                                    ? "itself"
                                    : target.role().word() + " " + target.userId()));
        }
    }

    static void maySpeak(Turn turn, long groupId) {
        Group group = group(turn, groupId);
        Member self = self(turn, groupId);
        if (self.isBanned(turn.now())) {
            throw refusal(
                    HostCodes.BANNED,
                    "the account is banned in group " + groupId + " for another " + (self.bannedUntil() - turn.now())
                            + " s");
        }
        if (group.wholeBan() && self.role() == Role.MEMBER) {
            throw refusal(HostCodes.BANNED, "group " + groupId + " is banned as a whole; only its admins may speak");
        }
    }
}
