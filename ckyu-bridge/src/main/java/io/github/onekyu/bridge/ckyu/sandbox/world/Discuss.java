package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A discuss of old: people who talk, without name, roles or rules (D-50). */
public record Discuss(long discussId, List<Long> members) implements Entity {
    static final String KIND = "discuss/";

    public Discuss {
        members = List.copyOf(new TreeSet<>(members));
    }

    static String key(long discussId) {
        return KIND + discussId;
    }

    @Override
    public String key() {
        return key(discussId);
    }

    public boolean has(long userId) {
        return members.contains(userId);
    }

    public Discuss with(long userId) {
        return new Discuss(
                discussId, Stream.concat(members.stream(), Stream.of(userId)).toList());
    }

    public Discuss without(long userId) {
        return new Discuss(
                discussId, members.stream().filter(member -> member != userId).toList());
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("discuss_id", discussId)
                .put(
                        "members",
                        JsonArray.of(members.stream().map(JsonNumber::of).toList()))
                .build();
    }

    static Discuss read(JsonObject json) {
        return new Discuss(
                json.integer("discuss_id", 0),
                json.array("members").orElse(JsonArray.EMPTY).stream()
                        .map(Discuss::id)
                        .flatMapToLong(OptionalLong::stream)
                        .boxed()
                        .toList());
    }

    private static OptionalLong id(JsonValue member) {
        return member instanceof JsonNumber number ? number.asLong() : OptionalLong.empty();
    }
}
