package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * Somebody's place in a group. Times are Unix seconds, 0 for never.
 *
 * @param card the name shown in this group, empty for the nickname
 * @param bannedUntil until when they may not speak
 */
public record Member(
        long groupId,
        long userId,
        String card,
        Role role,
        long joinTime,
        long lastSentTime,
        String level,
        String title,
        long titleExpireTime,
        long bannedUntil)
        implements Entity {
    static final String KIND = "member/";

    public static Member joining(long groupId, long userId, Role role, long now) {
        return new Member(groupId, userId, "", role, now, 0, "1", "", 0, 0);
    }

    @Override
    public String key() {
        return KIND + groupId + "/" + userId;
    }

    public boolean isBanned(long now) {
        return bannedUntil > now;
    }

    public Member withCard(String newCard) {
        return new Member(
                groupId, userId, newCard, role, joinTime, lastSentTime, level, title, titleExpireTime, bannedUntil);
    }

    public Member withRole(Role newRole) {
        return new Member(
                groupId, userId, card, newRole, joinTime, lastSentTime, level, title, titleExpireTime, bannedUntil);
    }

    public Member withLevel(String newLevel) {
        return new Member(
                groupId, userId, card, role, joinTime, lastSentTime, newLevel, title, titleExpireTime, bannedUntil);
    }

    public Member withTitle(String newTitle, long expires) {
        return new Member(groupId, userId, card, role, joinTime, lastSentTime, level, newTitle, expires, bannedUntil);
    }

    public Member withBannedUntil(long until) {
        return new Member(groupId, userId, card, role, joinTime, lastSentTime, level, title, titleExpireTime, until);
    }

    Member withLastSentTime(long time) {
        return new Member(groupId, userId, card, role, joinTime, time, level, title, titleExpireTime, bannedUntil);
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("group_id", groupId)
                .put("user_id", userId)
                .put("card", card)
                .put("role", role.word())
                .put("join_time", joinTime)
                .put("last_sent_time", lastSentTime)
                .put("level", level)
                .put("title", title)
                .put("title_expire_time", titleExpireTime)
                .put("banned_until", bannedUntil)
                .build();
    }

    static Member read(JsonObject json) {
        return new Member(
                json.integer("group_id", 0),
                json.integer("user_id", 0),
                json.string("card", ""),
                Role.of(json.string("role", "")).orElse(Role.MEMBER),
                json.integer("join_time", 0),
                json.integer("last_sent_time", 0),
                json.string("level", ""),
                json.string("title", ""),
                json.integer("title_expire_time", 0),
                json.integer("banned_until", 0));
    }
}
