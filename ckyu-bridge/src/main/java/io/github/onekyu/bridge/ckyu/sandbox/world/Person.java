package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * Somebody with a chat account, the bot included.
 *
 * @param sex {@code male}, {@code female} or {@code unknown}
 * @param age in years, 0 if unknown
 * @param likes how often the bot has sent a like
 */
public record Person(long userId, String nickname, String sex, int age, String area, long likes) implements Entity {
    static final String KIND = "person/";

    /** Somebody of whom only the id is known. */
    public static Person unknown(long userId) {
        return new Person(userId, "User " + userId, "unknown", 0, "", 0);
    }

    @Override
    public String key() {
        return KIND + userId;
    }

    public Person withNickname(String newName) {
        return new Person(userId, newName, sex, age, area, likes);
    }

    public Person withLikes(long count) {
        return new Person(userId, nickname, sex, age, area, count);
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("user_id", userId)
                .put("nickname", nickname)
                .put("sex", sex)
                .put("age", age)
                .put("area", area)
                .put("likes", likes)
                .build();
    }

    static Person read(JsonObject json) {
        return new Person(
                json.integer("user_id", 0),
                json.string("nickname", ""),
                json.string("sex", "unknown"),
                (int) json.integer("age", 0),
                json.string("area", ""),
                json.integer("likes", 0));
    }
}
