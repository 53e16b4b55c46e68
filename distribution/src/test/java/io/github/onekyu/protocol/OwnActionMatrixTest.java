package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.ParamSpec;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.transport.http.HttpTransportProvider;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The matrix for the actions that the account answers itself: no host is asked, so what it checks there falls away. */
@Tag("ACT-10")
class OwnActionMatrixTest {
    /** An hour, so that the account does not restart under the test. */
    private static final Map<String, JsonValue> CHOSEN = Map.of("delay", Json.parse("3600000"));

    private static final Set<String> RESTARTING = Set.of("_set_restart");

    private OneBotFixture account;
    private RawWebSocket bot;

    @BeforeEach
    void open() throws Exception {
        account = OneBotFixture.with(new HttpTransportProvider(), new WsTransportProvider())
                .set("enable_get_updates", "yes")
                .start();
        bot = RawWebSocket.open(account.port("ws"), "/api");
    }

    @AfterEach
    void close() throws Exception {
        bot.close();
        account.close();
    }

    private static List<ActionSpec> rows() {
        return ActionCatalog.standard().all().stream()
                .filter(ActionSpec::ownAction)
                .toList();
    }

    private static JsonObject full(ActionSpec spec) {
        JsonObject.Builder params = JsonObject.builder();
        for (ParamSpec param : spec.params()) {
            params.put(param.name(), CHOSEN.getOrDefault(param.name(), sample(param)));
        }
        return params.build();
    }

    private static JsonValue sample(ParamSpec param) {
        return switch (param.type()) {
            case ID, MESSAGE_ID, INT -> Json.parse("1");
            case BOOL -> Json.parse("false");
            case STRING, ANY ->
                new JsonString(param.oneOf().isEmpty() ? "x" : param.oneOf().get(0));
            case MESSAGE -> new JsonString("hi");
            case OBJECT -> Json.parse("{\"post_type\":\"notice\"}");
            case ARRAY ->
                Json.parse("[{\"type\":\"node\",\"data\":{\"user_id\":7,\"nickname\":\"n\",\"content\":\"c\"}}]");
        };
    }

    @Test
    void eachRequiredParameterIsMissed() throws Exception {
        for (ActionSpec row : rows()) {
            for (ParamSpec param : row.params()) {
                if (param.required()) {
                    assertThat(ActionMatrix.call(bot, row.name(), full(row).without(param.name()))
                                    .integer("retcode"))
                            .as(row.name() + " without " + param.name())
                            .hasValue(100);
                }
            }
        }
        assertThat(account.backend().calls()).isEmpty();
    }

    @Test
    @Tag("ASY-07")
    @Tag("A-set_restart")
    @Tag("A-set_restart_plugin")
    @Tag("A-.check_update")
    void whatIsAsynchronousByItselfIsAcceptedAtOnce() throws Exception {
        for (String name : List.of("set_restart", "set_restart_plugin", ".check_update")) {
            assertThat(ActionMatrix.call(bot, name, full(spec(name))).without("echo"))
                    .as(name)
                    .isEqualTo(Json.parse("{\"status\":\"async\",\"retcode\":1,\"data\":null}"));
        }
        assertThat(account.backend().calls()).isEmpty();
    }

    @Test
    @Tag("ASY-01")
    void allCanBeCalledAsynchronously() throws Exception {
        for (ActionSpec row : rows()) {
            if (!RESTARTING.contains(row.name())) {
                assertThat(ActionMatrix.call(bot, row.name() + "_async", full(row))
                                .without("echo"))
                        .as(row.name())
                        .isEqualTo(Json.parse("{\"status\":\"async\",\"retcode\":1,\"data\":null}"));
            }
        }
    }

    @Test
    @Tag("ACT-07")
    @Tag("A-get_status")
    @Tag("A-get_version_info")
    @Tag("A-get_supported_actions")
    void theirDataHaveTheListedFields() throws Exception {
        for (String name : List.of("get_status", "get_version_info", "get_supported_actions")) {
            JsonObject reply = ActionMatrix.call(bot, name, full(spec(name)));
            assertThat(reply.string("status")).as(name).hasValue("ok");
            assertThat(DataShape.troubles(spec(name).data(), reply.get("data")))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    @Tag("A-send_msg")
    @Tag("A-send_forward_msg")
    void thoseThatChooseAnotherReachTheHostUnderItsName() throws Exception {
        try (RawHttp http = RawHttp.connect(account.port("http"))) {
            http.get("/send_msg?group_id=1&user_id=2&message=a");
            assertThat(account.backend().awaitCall("send_group_msg").params().json())
                    .isEqualTo(
                            Json.parse("{\"group_id\":1,\"message\":[{\"type\":\"text\",\"data\":{\"text\":\"a\"}}]}"));
            http.get("/send_msg?message_type=private&group_id=1&user_id=2&message=a");
            assertThat(account.backend().awaitCall("send_private_msg").params().integer("user_id"))
                    .hasValue(2);
            ActionMatrix.call(bot, "send_forward_msg", full(spec("send_forward_msg")));
            assertThat(account.backend()
                            .awaitCall("send_private_forward_msg")
                            .params()
                            .integer("user_id"))
                    .hasValue(1);
            ActionMatrix.call(
                    bot,
                    "send_forward_msg",
                    full(spec("send_forward_msg")).without("user_id").without("message_type"));
            assertThat(account.backend()
                            .awaitCall("send_group_forward_msg")
                            .params()
                            .integer("group_id"))
                    .hasValue(1);
        }
    }

    private static ActionSpec spec(String name) {
        return ActionCatalog.standard().find(name).orElseThrow();
    }
}
