package io.github.onekyu.bridge.ckyu.link.quirk;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** How the real ones answer, each as its source has it (frameworks.md §3). */
public final class Implementations {
    private Implementations() {}

    /**
     * NapCat: every answer carries {@code message}, {@code wording} and {@code stream}, which is {@code normal-action}
     * where there is none (napcat-onebot/action/OneBotAction.ts); {@code *_stream} actions answer several times with
     * {@code stream-action}, the last with the type {@code response} (network/websocket-server.ts); an unknown action is
     * 1404 there, a failure 1200.
     */
    public static Manners napCat() {
        Manners rest = call -> {
            String action = call.string("action", "");
            return switch (action) {
                case "download_file_stream" -> napCatStream(call, 4);
                case "send_private_msg" -> List.of(napCat(Manners.ok(call, "{'message_id':77}"), "", "normal-action"));
                case "set_group_kick" -> List.of(napCat(Manners.failed(call, 1200), "no rights", "normal-action"));
                default -> List.of(napCat(Manners.failed(call, 1404), "不支持的API " + action, "normal-action"));
            };
        };
        return Manners.of("NapCat.Onebot", call -> rest.answer(call));
    }

    private static List<String> napCatStream(JsonObject call, int parts) {
        List<String> all = new ArrayList<>();
        for (int i = 1; i < parts; i++) {
            all.add(napCat(
                    Manners.ok(call, "{'type':'stream','data_type':'file_chunk','index':" + i + "}"),
                    "",
                    "stream-action"));
        }
        all.add(napCat(Manners.ok(call, "{'type':'response','data_type':'file_complete'}"), "", "stream-action"));
        return all;
    }

    private static String napCat(String envelope, String words, String stream) {
        JsonObject json = (JsonObject) Json.parse(envelope);
        return Json.write(json.toBuilder()
                .put("message", words)
                .put("wording", words)
                .put("stream", stream)
                .build());
    }

    /** What NapCat and LuckyLilliaBot send after the handshake where the token is wrong; then they close. */
    public static String lateRefusal() {
        return "{\"status\":\"failed\",\"retcode\":1403,\"data\":null,\"message\":\"token验证失败\",\"wording\":\"token验证失败\","
                + "\"echo\":null}";
    }

    /** LuckyLilliaBot: an unknown action is 1404 in words of its own (src/onebot11/connect/ws.ts). */
    public static Manners luckyLillia() {
        return Manners.of("LLOneBot", call -> {
            JsonObject json = (JsonObject) Json.parse(Manners.failed(call, 1404));
            String words = call.string("action", "") + " API 不存在";
            return List.of(Json.write(
                    json.toBuilder().put("message", words).put("wording", words).build()));
        });
    }

    /** Lagrange.OneBot: an unknown action is 404 without a word (Core/Operation/OperationService.cs). */
    public static Manners lagrange() {
        return Manners.of("Lagrange.OneBot", call -> List.of(Manners.failed(call, 404)));
    }

    /** Lagrange.OneBot that has lost its account: heartbeats go on and say online, calls are not answered. */
    public static Manners lagrangeWithoutAccount() {
        return call -> call.string("action", "").equals("get_status")
                ? List.of()
                : lagrange().answer(call);
    }

    /** go-cqhttp: an unknown action is 1404 with {@code msg} and {@code wording} (server/websocket.go). */
    public static Manners goCqhttp() {
        return Manners.of("go-cqhttp", call -> {
            JsonObject json = (JsonObject) Json.parse(Manners.failed(call, 1404));
            return List.of(Json.write(json.toBuilder()
                    .put("msg", "API_NOT_FOUND")
                    .put("wording", "API不存在")
                    .build()));
        });
    }
}
