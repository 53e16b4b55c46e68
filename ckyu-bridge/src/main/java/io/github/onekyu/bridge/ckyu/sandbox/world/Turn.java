package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation's changes to the world and the events that follow from them. Used under the world's lock: check first,
 * then change, since nothing is undone.
 */
public final class Turn {
    private final World world;
    private final long now;
    private long eventTime;
    private final Map<String, Optional<String>> changes = new LinkedHashMap<>();
    private final List<JsonObject> events = new ArrayList<>(1);

    /** @param now Unix seconds */
    public Turn(World world, long now) {
        this.world = world;
        this.now = now;
        this.eventTime = now;
    }

    public World world() {
        return world;
    }

    public long selfId() {
        return world.selfId();
    }

    public long now() {
        return now;
    }

    /** Events raised from here on say that they happened then (EV-02). */
    public void eventTime(long unixSeconds) {
        eventTime = unixSeconds;
    }

    public void put(Entity entity) {
        world.apply(entity);
        changes.put(entity.key(), Optional.of(Json.write(entity.toJson())));
    }

    public void remove(Entity entity) {
        world.drop(entity);
        changes.put(entity.key(), Optional.empty());
    }

    /** Makes sure that there is such a person, if only by id. */
    public Person meet(long userId) {
        Optional<Person> known = world.person(userId);
        if (known.isEmpty()) {
            put(Person.unknown(userId));
        }
        return world.someone(userId);
    }

    /** A number for the next request. */
    public long nextRequestNumber() {
        long number = world.nextRequestNumber();
        changes.put(World.LAST_REQUEST, Optional.of(Long.toString(number)));
        return number;
    }

    /** A user, or a mask, says something to the bot. */
    public ChatMessage hear(Chat chat, String subType, long userId, Optional<String> mask, JsonArray segments) {
        return add(new ChatMessage(
                world.nextMessageId(),
                chat,
                subType,
                now,
                userId,
                mask,
                Json.write(segments),
                false,
                Optional.empty(),
                Optional.empty()));
    }

    /** The bot says something. */
    public ChatMessage speak(Chat chat, String subType, JsonArray segments, String peer, String action) {
        return add(new ChatMessage(
                world.nextMessageId(),
                chat,
                subType,
                now,
                selfId(),
                Optional.empty(),
                Json.write(segments),
                false,
                Optional.of(peer),
                Optional.of(action)));
    }

    private ChatMessage add(ChatMessage message) {
        changes.put(World.LAST_MESSAGE, Optional.of(Integer.toString(message.id())));
        keep(message);
        world.noteSpeaker(message);
        return message;
    }

    /** A recalled message is no essential one, and nothing hangs under it. */
    public void recall(ChatMessage message) {
        world.essence(message.id()).ifPresent(this::remove);
        world.reactions(message.id()).forEach(this::remove);
        keep(message.asRecalled());
    }

    private void keep(ChatMessage message) {
        changes.put(key(message.id()), Optional.of(message.toStored()));
        world.messages().put(message).forEach(forgotten -> {
            changes.put(key(forgotten), Optional.empty());
            world.reactions(forgotten).forEach(this::remove);
        });
    }

    /** Ten digits, so that the store has them in order. */
    private static String key(int messageId) {
        String digits = Integer.toString(messageId);
        return World.MESSAGE_KEY + "0".repeat(10 - digits.length()) + digits;
    }

    /** Empties the world; the counters of ids go on. */
    public void clear() {
        world.facts().forEach(this::remove);
        world.messages().ids().forEach(id -> changes.put(key(id), Optional.empty()));
        world.messages().clear();
    }

    /** Raises a notice, once the changes are on disk. */
    public void notice(String type, JsonObject fields) {
        raise(
                "notice",
                JsonObject.builder().put("notice_type", type).putAll(fields).build());
    }

    /** Raises an event, once the changes are on disk. */
    public void raise(String postType, JsonObject fields) {
        events.add(JsonObject.builder()
                .put("time", eventTime)
                .put("self_id", selfId())
                .put("post_type", postType)
                .putAll(fields)
                .build());
    }

    /** What to write, in order. */
    public List<Change> changes() {
        List<Change> inOrder = new ArrayList<>(changes.size());
        changes.forEach((key, value) -> inOrder.add(new Change(key, value)));
        return inOrder;
    }

    public List<JsonObject> events() {
        return List.copyOf(events);
    }

    /** The newest message id once this turn is on disk. */
    public int lastMessageId() {
        return world.lastMessageId();
    }
}
