package io.github.onekyu.core.control;

import io.github.onekyu.core.json.JsonObject;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Acts in the world of a simulated chat host. Bodies and answers are the JSON objects of the control API ({@code
 * docs/control-api.md}). Thread-safe; nothing blocks: a stage completes once the change is durable and its event, where
 * there is one, has been handed to delivery. Stages complete exceptionally with, and plain methods throw, {@link
 * ControlException}.
 */
public interface HostControl {
    /** Accounts, friends, groups with members, bans, pending requests. */
    JsonObject world();

    /** A user says something: answers {@code message_id} and {@code event_id}. */
    CompletionStage<JsonObject> say(JsonObject message);

    /** What was said in chats, oldest first: {@code {"messages": […]}}. */
    JsonObject messages(MessageQuery query);

    /** Pending and answered friend and group requests: {@code {"requests": […]}}. */
    JsonObject requests();

    /** Raises any notice event, by {@code notice_type} and fields; the world changes with it. */
    CompletionStage<JsonObject> notice(JsonObject notice);

    /** Raises a friend or group request; answers its {@code flag} and {@code event_id}. */
    CompletionStage<JsonObject> request(JsonObject request);

    /** Changes the account itself: {@code nickname}, {@code sex}, {@code age}, {@code area} and how it shows itself. */
    CompletionStage<JsonObject> putAccount(JsonObject account);

    CompletionStage<JsonObject> putFriend(long userId, JsonObject friend);

    CompletionStage<JsonObject> deleteFriend(long userId);

    CompletionStage<JsonObject> putGroup(long groupId, JsonObject group);

    CompletionStage<JsonObject> deleteGroup(long groupId);

    CompletionStage<JsonObject> putMember(long groupId, long userId, JsonObject member);

    CompletionStage<JsonObject> deleteMember(long groupId, long userId);

    /** A fresh world; ids are still never used again. */
    CompletionStage<JsonObject> reset();

    /**
     * Makes a fresh world with just these {@code friends} and {@code groups}, and with this {@code account} where there is
     * one, in one step: if any of it cannot be, nothing has changed. {@code self_id} is the account's id in these. Answers
     * the world.
     */
    CompletionStage<JsonObject> replaceWorld(JsonObject world);

    /** Sets or clears a fault: delay, retcode or offline, for one operation of the host or for all. */
    CompletionStage<JsonObject> fault(JsonObject fault);

    /** The faults in force: {@code {"faults": […]}}. */
    JsonObject faults();

    /**
     * Which messages to list.
     *
     * @param chat {@code private:<user_id>}, {@code group:<group_id>}, or empty for all
     * @param after only messages with a larger id
     * @param botOnly only what the bot said
     * @param limit 1 to 1,000; a longer list keeps the newest
     */
    record MessageQuery(String chat, OptionalLong after, boolean botOnly, int limit) {}
}
