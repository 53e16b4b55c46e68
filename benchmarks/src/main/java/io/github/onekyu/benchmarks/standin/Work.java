package io.github.onekyu.benchmarks.standin;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;

/** The least that an answer needs: parse, build, write. */
final class Work {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private Work() {}

    /** Answers a call as the product would, without doing anything. */
    static String answer(String call) {
        JsonObject request = JsonParser.parseString(call).getAsJsonObject();
        JsonObject data = new JsonObject();
        data.addProperty("message_id", 1234567);
        if (request.has("user_id")) {
            data.add("user_id", request.get("user_id"));
        }
        JsonObject response = new JsonObject();
        response.addProperty("status", "ok");
        response.addProperty("retcode", 0);
        response.add("data", data);
        if (request.has("echo")) {
            response.add("echo", request.get("echo"));
        }
        return GSON.toJson(response);
    }

    /** An event of some 330 bytes that says when it was made. */
    static String event(String padding) {
        return "{\"time\":1700000000,\"self_id\":10000,\"post_type\":\"message\",\"message_type\":\"group\","
                + "\"sub_type\":\"normal\",\"message_id\":1234,\"group_id\":20001,\"user_id\":10001,"
                + "\"message\":[{\"type\":\"text\",\"data\":{\"text\":\"hello world" + padding + "\"}}],"
                + "\"raw_message\":\"hello world\",\"font\":0,\"anonymous\":null,"
                + "\"sender\":{\"user_id\":10001,\"nickname\":\"somebody\",\"role\":\"member\"},\"t\":"
                + System.nanoTime() + "}";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
