package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.Person;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.control.ControlException;

/** Finds what a control request names, or says that it is not there and how to get it there. */
final class Lookups {
    private Lookups() {}

    static Person person(World world, long userId) {
        return world.person(userId)
                .orElseThrow(() -> Fields.notFound("user " + userId
                        + " is not in this world; add them with PUT /sandbox/v1/friends/" + userId
                        + " or as a member of a group"));
    }

    static Group group(World world, long groupId) {
        return world.group(groupId)
                .orElseThrow(() -> Fields.notFound(
                        "there is no group " + groupId + "; make it with PUT /sandbox/v1/groups/" + groupId));
    }

    /** A group that the account is in; it hears nothing of others. */
    static Group ownGroup(World world, long groupId) {
        Group group = group(world, groupId);
        if (world.ownGroup(groupId).isEmpty()) {
            throw Fields.conflict("account " + world.selfId() + " is not in group " + groupId
                    + " and hears nothing from there; add it with PUT /sandbox/v1/groups/" + groupId + "/members/"
                    + world.selfId());
        }
        return group;
    }

    static Member member(World world, long groupId, long userId) {
        group(world, groupId);
        return world.member(groupId, userId)
                .orElseThrow(() -> Fields.notFound("user " + userId + " is not a member of group " + groupId
                        + "; add them with PUT /sandbox/v1/groups/" + groupId + "/members/" + userId));
    }

    static ChatMessage message(World world, long messageId) {
        return world.messages().find(messageId).orElseThrow(() -> Fields.notFound("there is no message " + messageId));
    }

    /** Whoever may run the group, for notices that do not say: its owner, else the account. */
    static long operator(World world, long groupId) {
        return world.owner(groupId).map(Member::userId).orElse(world.selfId());
    }

    static void self(World world, Fields fields) {
        long selfId = fields.id("self_id", world.selfId());
        if (selfId != world.selfId()) {
            throw new ControlException(
                    ControlException.Kind.NOT_FOUND,
                    "there is no account " + selfId + "; this sandbox has account " + world.selfId());
        }
    }
}
