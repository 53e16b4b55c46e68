package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;
import java.util.Locale;

/**
 * A request to become a friend, to join a group, or an invitation of the bot into a group.
 *
 * @param number counts up, so that requests keep their order
 * @param flag what a bot passes back to answer it
 * @param groupId 0 for a friend request
 * @param userId who asks; for an invitation, who invites
 * @param state whether somebody has answered
 * @param answer the remark or reason given with the answer
 */
public record JoinRequest(
        long number,
        String flag,
        Kind kind,
        long groupId,
        long userId,
        String comment,
        long time,
        State state,
        String answer)
        implements Entity {
    static final String KIND = "request/";

    /** What is asked for. */
    public enum Kind {
        FRIEND,
        ADD,
        INVITE
    }

    /** What has become of it. */
    public enum State {
        PENDING,
        APPROVED,
        REFUSED
    }

    @Override
    public String key() {
        return KIND + flag;
    }

    public boolean isPending() {
        return state == State.PENDING;
    }

    public JoinRequest answered(boolean approve, String words) {
        State end = approve ? State.APPROVED : State.REFUSED;
        return new JoinRequest(number, flag, kind, groupId, userId, comment, time, end, words);
    }

    /** The fields that say what is asked for, as in the request's event (E-request.friend, E-request.group). */
    public JsonObject toEvent() {
        JsonObject.Builder fields = JsonObject.builder();
        if (kind == Kind.FRIEND) {
            fields.put("request_type", "friend");
        } else {
            fields.put("request_type", "group")
                    .put("sub_type", kind.name().toLowerCase(Locale.ROOT))
                    .put("group_id", groupId);
        }
        return fields.put("user_id", userId)
                .put("comment", comment)
                .put("flag", flag)
                .build();
    }

    @Override
    public JsonObject toJson() {
        return toEvent().toBuilder()
                .put("number", number)
                .put("time", time)
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("answer", answer)
                .build();
    }

    static JoinRequest read(JsonObject json) {
        Kind kind = json.string("request_type", "").equals("friend")
                ? Kind.FRIEND
                : json.string("sub_type", "").equals("invite") ? Kind.INVITE : Kind.ADD;
        return new JoinRequest(
                json.integer("number", 0),
                json.string("flag", ""),
                kind,
                json.integer("group_id", 0),
                json.integer("user_id", 0),
                json.string("comment", ""),
                json.integer("time", 0),
                State.valueOf(json.string("state", "pending").toUpperCase(Locale.ROOT)),
                json.string("answer", ""));
    }
}
