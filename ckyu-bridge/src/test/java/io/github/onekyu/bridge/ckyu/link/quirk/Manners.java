package io.github.onekyu.bridge.ckyu.link.quirk;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;

/** What an implementation sends in answer to a call; nothing at all is possible. */
@FunctionalInterface
public interface Manners {
    /** The account that all of them are logged in to unless told otherwise. */
    long SELF_ID = 424242;

    /** @param call with {@code action}, {@code params} and {@code echo} */
    List<String> answer(JsonObject call);

    /** One that knows its own name, its account and its state, and leaves the rest to others. */
    static Manners of(String appName, Manners rest) {
        return of(appName, SELF_ID, rest);
    }

    static Manners of(String appName, long selfId, Manners rest) {
        return call -> switch (call.string("action", "")) {
            case "get_login_info" -> List.of(ok(call, "{'user_id':" + selfId + ",'nickname':'real'}"));
            case "get_version_info" ->
                List.of(ok(call, "{'app_name':'" + appName + "','app_version':'1','protocol_version':'v11'}"));
            case "get_status" -> List.of(ok(call, "{'online':true,'good':true}"));
            default -> rest.answer(call);
        };
    }

    /** An ordinary good answer. */
    static String ok(JsonObject call, String data) {
        return envelope(call, "ok", 0, json(data));
    }

    static String failed(JsonObject call, int retcode) {
        return envelope(call, "failed", retcode, json("null"));
    }

    static String envelope(JsonObject call, String status, int retcode, JsonValue data) {
        JsonValue echo = call.get("echo");
        JsonObject.Builder answer = JsonObject.builder()
                .put("status", status)
                .put("retcode", retcode)
                .put("data", data);
        if (echo != null) {
            answer.put("echo", echo);
        }
        return Json.write(answer.build());
    }

    /** Single quotes for double ones. */
    static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    static String heartbeat(boolean online) {
        return "{\"post_type\":\"meta_event\",\"meta_event_type\":\"heartbeat\",\"time\":1,\"self_id\":" + SELF_ID
                + ",\"status\":{\"online\":" + online + ",\"good\":" + online + "},\"interval\":5000}";
    }

    static String connected(long selfId) {
        return "{\"post_type\":\"meta_event\",\"meta_event_type\":\"lifecycle\",\"sub_type\":\"connect\",\"time\":1,"
                + "\"self_id\":" + selfId + "}";
    }

    static String message(long selfId, String text) {
        return "{\"post_type\":\"message\",\"message_type\":\"private\",\"sub_type\":\"friend\",\"time\":1700000000,"
                + "\"self_id\":" + selfId + ",\"message_id\":5,\"user_id\":10001,\"message\":\"" + text
                + "\",\"raw_message\":\"" + text + "\",\"font\":0,\"sender\":{\"user_id\":10001,\"nickname\":\"A\"}}";
    }
}
