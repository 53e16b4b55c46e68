package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/** A fact of the world that is kept across restarts. Immutable; a changed one takes the place of the old one. */
public sealed interface Entity
        permits Person,
                Friend,
                OneWayFriend,
                Presence,
                Discuss,
                Group,
                Member,
                AnonymousMember,
                Blocked,
                JoinRequest,
                Essence,
                GroupNotice,
                Honor,
                Reaction,
                SharedFile,
                FileFolder,
                Portrait,
                Avatar {
    /** Where it is kept: its kind and ids, such as {@code member/20001/10001}. */
    String key();

    /** Its stored form, which {@link Entities#read} understands. */
    JsonObject toJson();

    /** Whether it goes when that group is dissolved. */
    default boolean hangsOn(long groupId) {
        return false;
    }
}
