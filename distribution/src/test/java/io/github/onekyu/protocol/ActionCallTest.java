package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.transport.http.HttpTransportProvider;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for calls of all actions. */
class ActionCallTest {
    @Test
    @Tag("ACT-08")
    void experimentalAndHiddenNamesAreCalledLikeAnyOther() throws Exception {
        try (OneBotFixture account =
                        OneBotFixture.with(new HttpTransportProvider()).start();
                RawHttp http = RawHttp.connect(account.port("http"))) {
            assertThat(http.get("/_get_vip_info?user_id=7").status()).isEqualTo(200);
            assertThat(account.backend().calls("_get_vip_info")).hasSize(1);
            RawHttp.Response quick = http.post(
                    "/.handle_quick_operation",
                    "application/json",
                    "{\"context\":{\"post_type\":\"notice\"},\"operation\":{}}");
            assertThat(quick.status()).isEqualTo(200);
            assertThat(Json.parse(quick.text()))
                    .isEqualTo(Json.parse("{\"status\":\"ok\",\"retcode\":0,\"data\":null}"));
        }
    }

    @Test
    @Tag("ACT-09")
    void parametersOfTheTransportsMeanNothingToActions() throws Exception {
        try (OneBotFixture account =
                        OneBotFixture.with(new WsTransportProvider()).start();
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/api")) {
            JsonObject params = object(
                    "{\"user_id\":7,\"echo\":\"not this one\",\"access_token\":\"x\",\"self_id\":1,\"times\":2}");
            // the helper checks that the reply has the echo of the frame
            assertThat(ActionMatrix.call(bot, "send_like", params).integer("retcode"))
                    .hasValue(0);
            assertThat(account.backend().awaitCall("send_like").params().json())
                    .isEqualTo(object("{\"user_id\":7,\"times\":2}"));
        }
    }

    @Test
    @Tag("ASY-08")
    void anAsyncCallHasTheParametersAsReceived() throws Exception {
        try (OneBotFixture account =
                        OneBotFixture.with(new WsTransportProvider()).start();
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/api")) {
            for (int user = 1; user <= 20; user++) {
                ActionMatrix.call(
                        bot, "send_like_async", object("{\"user_id\":\"" + user + "\",\"times\":" + user + "}"));
            }
            assertThat(account.backend().awaitCalls(20))
                    .allSatisfy(call -> assertThat(call.params().integer("user_id"))
                            .isEqualTo(call.params().integer("times")))
                    .extracting(call -> call.params().integer("user_id", 0))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @Tag("A-get_guild_service_profile")
    void guildsAreUnknownAtOnce() throws Exception {
        try (OneBotFixture account =
                        OneBotFixture.with(new WsTransportProvider()).start();
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/api")) {
            assertThat(ActionMatrix.call(bot, "get_guild_service_profile", JsonObject.EMPTY)
                            .integer("retcode"))
                    .hasValue(1404);
            account.backend().expectNoCall("get_guild_service_profile", Duration.ofMillis(50));
        }
    }

    @Test
    @Tag("A-send_like")
    @Tag("A-set_group_ban")
    @Tag("A-set_group_add_request")
    @Tag("A-set_friend_add_request")
    @Tag("A-get_group_honor_info")
    @Tag("A-set_group_name")
    @Tag("A-_send_group_notice")
    @Tag("A-_get_vip_info")
    @Tag("A-_get_group_info")
    void valuesOutOfBoundsAre100AndTheHostIsNotCalled() throws Exception {
        try (OneBotFixture account =
                        OneBotFixture.with(new WsTransportProvider()).start();
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/api")) {
            for (String[] call : new String[][] {
                {"send_like", "{'user_id':7,'times':0}"},
                {"set_group_ban", "{'group_id':8,'user_id':7,'duration':-1}"},
                {"set_group_add_request", "{'flag':'f','sub_type':'other'}"},
                {"set_group_add_request", "{'flag':'','sub_type':'add'}"},
                {"set_friend_add_request", "{'flag':''}"},
                {"get_group_honor_info", "{'group_id':8,'type':'other'}"},
                {"set_group_name", "{'group_id':8,'group_name':''}"},
                {"_send_group_notice", "{'group_id':8,'content':''}"},
                {"_get_vip_info", "{'user_id':0}"},
                {"_get_group_info", "{'group_id':-1}"}
            }) {
                assertThat(ActionMatrix.call(bot, call[0], object(call[1].replace('\'', '"')))
                                .integer("retcode"))
                        .as(call[0] + " " + call[1])
                        .hasValue(100);
            }
            assertThat(account.backend().calls()).isEmpty();
        }
    }

    @Test
    @Tag("A-set_group_add_request")
    @Tag("A-get_forward_msg")
    @Tag("A-delete_friend")
    void otherNamesOfParametersCountWhereTheMainOneIsMissing() throws Exception {
        try (OneBotFixture account =
                        OneBotFixture.with(new WsTransportProvider()).start();
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/api")) {
            ActionMatrix.call(bot, "set_group_add_request", object("{\"flag\":\"f\",\"type\":\"invite\"}"));
            assertThat(account.backend()
                            .awaitCall("set_group_add_request")
                            .params()
                            .text("sub_type"))
                    .hasValue("invite");
            ActionMatrix.call(bot, "get_forward_msg", object("{\"message_id\":\"m\"}"));
            assertThat(account.backend().awaitCall("get_forward_msg").params().text("id"))
                    .hasValue("m");
            ActionMatrix.call(bot, "delete_friend", object("{\"id\":7}"));
            assertThat(account.backend().awaitCall("delete_friend").params().integer("user_id"))
                    .hasValue(7);
        }
    }

    private static JsonObject object(String json) {
        return (JsonObject) Json.parse(json);
    }
}
