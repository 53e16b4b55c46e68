package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.transport.http.HttpTransportProvider;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The checks that every row of the action catalogue has to stand (ACT-10), over WebSocket and HTTP. */
final class ActionMatrix {
    private static final Duration SOON = Duration.ofSeconds(5);

    private ActionMatrix() {}

    static void run(List<ActionRow> rows) throws Exception {
        try (OneBotFixture account = OneBotFixture.with(new HttpTransportProvider(), new WsTransportProvider())
                        .start();
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/api");
                RawHttp http = RawHttp.connect(account.port("http"))) {
            for (ActionRow row : rows) {
                account.backend().answering(row.name(), call -> CompletableFuture.completedFuture(row.data()));
                reachesTheHostOverBoth(account, bot, http, row);
                eachRequiredOneIsMissed(account, bot, row);
                defaultsAndAsync(account, bot, row);
                account.backend().fail(row.name(), -5);
                assertThat(call(bot, row.name(), row.full()).integer("retcode"))
                        .as(row.name() + " refused by the host")
                        .hasValue(-5);
            }
        }
    }

    private static void reachesTheHostOverBoth(OneBotFixture account, RawWebSocket bot, RawHttp http, ActionRow row)
            throws Exception {
        account.backend().clear();
        JsonObject reply = call(bot, row.name(), row.full());
        expectOk(row, reply);
        expectHostCall(account, row, row.full());

        account.backend().clear();
        expectOk(row, (JsonObject)
                Json.parse(http.get("/" + row.name() + "?" + query(row.full())).text()));
        expectHostCall(account, row, row.full());
    }

    private static void eachRequiredOneIsMissed(OneBotFixture account, RawWebSocket bot, ActionRow row)
            throws Exception {
        account.backend().clear();
        for (ActionRow.Param param : row.params()) {
            if (param.required()) {
                JsonObject reply = call(bot, row.name(), row.full().without(param.name()));
                assertThat(reply.integer("retcode"))
                        .as(row.name() + " without " + param.name())
                        .hasValue(100);
                assertThat(String.valueOf(reply.get("data"))).isEqualTo("null");
            }
        }
        assertThat(account.backend().calls()).as(row.name()).isEmpty();
    }

    private static void defaultsAndAsync(OneBotFixture account, RawWebSocket bot, ActionRow row) throws Exception {
        account.backend().clear();
        expectOk(row, call(bot, row.name(), row.required()));
        expectHostCall(account, row, row.completed());

        account.backend().clear();
        JsonObject reply = call(bot, row.name() + "_async", row.full());
        assertThat(reply.without("echo"))
                .as(row.name() + "_async")
                .isEqualTo(Json.parse("{\"status\":\"async\",\"retcode\":1,\"data\":null}"));
        expectHostCall(account, row, row.full());
    }

    private static void expectOk(ActionRow row, JsonObject reply) {
        assertThat(reply.without("echo"))
                .as(row.name())
                .isEqualTo(JsonObject.builder()
                        .put("status", "ok")
                        .put("retcode", 0)
                        .put("data", row.data())
                        .build());
    }

    private static void expectHostCall(OneBotFixture account, ActionRow row, JsonObject params) {
        assertThat(account.backend().awaitCall(row.name()).params().json())
                .as("what the host gets for " + row.name())
                .isEqualTo(params);
        assertThat(account.backend().calls()).as(row.name()).hasSize(1);
    }

    static JsonObject call(RawWebSocket bot, String action, JsonObject params) throws Exception {
        bot.sendText(JsonObject.builder()
                .put("action", action)
                .put("params", params)
                .put("echo", action)
                .build()
                .toString());
        JsonObject reply = (JsonObject) Json.parse(bot.nextText(SOON));
        assertThat(reply.get("echo")).isEqualTo(new JsonString(action));
        return reply;
    }

    private static String query(JsonObject params) {
        return params.members().entrySet().stream()
                .map(entry ->
                        entry.getKey() + "=" + URLEncoder.encode(asText(entry.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String asText(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.value();
        }
        // a message in a query is written with CQ codes; other structures are JSON text
        String json = value.toString();
        return json.startsWith("[{\"type\":\"text\"") ? "hi" : json;
    }
}
