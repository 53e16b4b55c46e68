package io.github.onekyu.testkit;

import io.github.onekyu.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events as a host raises them: complete, so that nothing has to be looked up; without {@code self_id} and {@code
 * time}, which the account adds. Message ids count up. Change single members with {@link JsonObject#with}.
 */
public final class Events {
    public static final long USER = 10001;
    public static final long GROUP = 20001;

    private static final AtomicInteger MESSAGE_IDS = new AtomicInteger(1000);

    private Events() {}

    /** From {@link #USER}, a friend. */
    public static JsonObject privateMessage(String text) {
        return message("private", "friend", text)
                .put("sender", sender().build())
                .build();
    }

    /** From {@link #USER} in {@link #GROUP}. */
    public static JsonObject groupMessage(String text) {
        return message("group", "normal", text)
                .put("group_id", GROUP)
                .putNull("anonymous")
                .put("sender", member().build())
                .build();
    }

    /** In {@link #GROUP}, under the name {@code Nobody} with the flag {@code anon-flag}. */
    public static JsonObject anonymousGroupMessage(String text) {
        JsonObject anonymous = JsonObject.builder()
                .put("id", 9)
                .put("name", "Nobody")
                .put("flag", "anon-flag")
                .build();
        return message("group", "anonymous", text)
                .put("user_id", 80000000)
                .put("group_id", GROUP)
                .put("anonymous", anonymous)
                .put("sender", member().put("user_id", 80000000).build())
                .build();
    }

    /** From {@link #USER} in the discussion 30001. */
    public static JsonObject discussMessage(String text) {
        return message("discuss", "", text)
                .remove("sub_type")
                .put("discuss_id", 30001)
                .put("sender", sender().build())
                .build();
    }

    /** {@link #USER} joined {@link #GROUP}. */
    public static JsonObject notice() {
        return JsonObject.builder()
                .put("post_type", "notice")
                .put("notice_type", "group_increase")
                .put("sub_type", "approve")
                .put("group_id", GROUP)
                .put("operator_id", 10002)
                .put("user_id", USER)
                .build();
    }

    /** {@link #USER} wants to be a friend; the flag is {@code friend-flag}. */
    public static JsonObject friendRequest() {
        return JsonObject.builder()
                .put("post_type", "request")
                .put("request_type", "friend")
                .put("user_id", USER)
                .put("comment", "hello")
                .put("flag", "friend-flag")
                .build();
    }

    /** {@link #USER} wants to join {@link #GROUP}; the flag is {@code group-flag}. */
    public static JsonObject groupRequest() {
        return JsonObject.builder()
                .put("post_type", "request")
                .put("request_type", "group")
                .put("sub_type", "add")
                .put("group_id", GROUP)
                .put("user_id", USER)
                .put("comment", "hello")
                .put("flag", "group-flag")
                .build();
    }

    private static JsonObject.Builder message(String type, String subType, String text) {
        return JsonObject.builder()
                .put("post_type", "message")
                .put("message_type", type)
                .put("sub_type", subType)
                .put("message_id", MESSAGE_IDS.incrementAndGet())
                .put("user_id", USER)
                .put("message", text)
                .put("raw_message", text)
                .put("font", 0);
    }

    private static JsonObject.Builder sender() {
        return JsonObject.builder()
                .put("user_id", USER)
                .put("nickname", "Alice")
                .put("sex", "female")
                .put("age", 20);
    }

    private static JsonObject.Builder member() {
        return sender().put("card", "")
                .put("area", "")
                .put("level", "1")
                .put("role", "member")
                .put("title", "");
    }
}
