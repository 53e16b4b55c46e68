package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.ReportAnswer;
import io.github.onekyu.testkit.ReportReceiver;
import io.github.onekyu.transport.http.HttpTransportProvider;
import io.github.onekyu.transport.post.PostTransportProvider;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several endpoints of an account, over real sockets. */
class EndpointsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private static OneBotFixture.Setup account(String endpoints) {
        return OneBotFixture.with(new HttpTransportProvider(), new WsTransportProvider(), new PostTransportProvider())
                .unset("post_url")
                .set("endpoints", json(endpoints));
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    private static JsonObject call(OneBotFixture account, String endpoint, String request) throws Exception {
        try (RawHttp http = RawHttp.connect(account.port(endpoint))) {
            return (JsonObject) Json.parse(http.get(request).text());
        }
    }

    @Test
    @Tag("EP-01")
    @Tag("EP-03")
    void eachEndpointListensForItselfAndInheritsWhatItDoesNotSay() throws Exception {
        try (OneBotFixture account = account("{'http.two':{'port':0,'access_token':'t2'},'ws.two':{'port':0}}")
                .set("access_token", "t1")
                .start()) {
            assertThat(call(account, "http", "/get_status?access_token=t1")
                            .object("data")
                            .flatMap(data -> data.object("plugins_good"))
                            .map(good -> good.has("http.two") && good.has("ws.two")))
                    .contains(true);
            assertThat(call(account, "http.two", "/get_status?access_token=t2").string("status"))
                    .contains("ok");
            try (RawHttp http = RawHttp.connect(account.port("http.two"))) {
                assertThat(http.get("/get_status?access_token=t1").status()).isEqualTo(403);
            }
            try (RawWebSocket bot = RawWebSocket.open(account.port("ws.two"), "/api?access_token=t1")) {
                assertThat(ActionMatrix.call(bot, "get_status", JsonObject.EMPTY)
                                .string("status"))
                        .contains("ok");
            }
        }
    }

    @Test
    @Tag("EP-04")
    @Tag("EP-09")
    void whatCannotBeUsedRefusesTheStartAllAtOnce() {
        assertThatThrownBy(() -> account("{'http.a':{},'smtp.b':{'port':1},'ws.c':{'port':0,'read_only':'maybe'},"
                                + "'ws.d':{'port':0,'allow_chats':'people'},'ws':{}}")
                        .start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.a: port")
                .hasMessageContaining("there is no transport smtp")
                .hasMessageContaining("ws.c: read_only")
                .hasMessageContaining("\"people\" is no chat")
                .hasMessageContaining("ws: is no endpoint");
    }

    @Test
    @Tag("EP-09")
    void anEndpointCanBeTurnedOff() {
        try (OneBotFixture account =
                account("{'http.two':{'port':0,'enable':'no'}}").start()) {
            assertThat(account.bot().transports())
                    .extracting(state -> state.name())
                    .doesNotContain("http.two");
        }
    }

    @Test
    @Tag("EP-05")
    @Tag("EP-06")
    void eachHasItsFormatAndItsFilter() throws Exception {
        OneBotFixture.Setup setup = account("{'ws.arrays':{'port':0,'message_format':'array'},"
                + "'ws.groups':{'port':0,'filter':'groups.json'},'ws.others':{'port':0,'report_self':'no'}}");
        Files.writeString(setup.home().resolve("groups.json"), "{\"message_type\":\"group\"}");
        try (OneBotFixture account = setup.start();
                RawWebSocket strings = RawWebSocket.open(account.port("ws"), "/");
                RawWebSocket arrays = RawWebSocket.open(account.port("ws.arrays"), "/");
                RawWebSocket groups = RawWebSocket.open(account.port("ws.groups"), "/event");
                RawWebSocket others = RawWebSocket.open(account.port("ws.others"), "/event")) {
            next(strings);
            next(arrays);
            next(others);
            account.backend().raise(Events.privateMessage("a").with("post_type", Json.parse("\"message_sent\"")));
            account.backend().raise(Events.privateMessage("[CQ:face,id=1]"));
            account.backend().raise(Events.groupMessage("hi"));

            assertThat(next(strings).string("post_type")).contains("message_sent");
            assertThat(next(arrays).string("post_type")).contains("message_sent");
            assertThat(next(strings).string("message")).contains("[CQ:face,id=1]");
            assertThat(next(arrays).get("message"))
                    .isEqualTo(Json.parse("[{\"type\":\"face\",\"data\":{\"id\":\"1\"}}]"));
            assertThat(next(groups).string("message")).contains("hi"); // not even "connect" before it
            assertThat(next(others).string("post_type")).contains("message");

            account.backend().answer("get_msg", json("{'message':[{'type':'face','data':{'id':'1'}}]}"));
            next(strings);
            next(arrays);
            JsonObject params = json("{'message_id':1}");
            assertThat(ActionMatrix.call(strings, "get_msg", params)
                            .object("data")
                            .flatMap(data -> data.string("message")))
                    .contains("[CQ:face,id=1]");
            assertThat(ActionMatrix.call(arrays, "get_msg", params)
                            .object("data")
                            .flatMap(data -> data.array("message")))
                    .isPresent();
        }
    }

    @Test
    @Tag("EP-05")
    void aFilterThatCannotBeUsedBlocksItsEndpointAlone() throws Exception {
        try (OneBotFixture account = account("{'ws.blocked':{'port':0,'filter':'none.json'}}")
                        .start();
                RawWebSocket free = RawWebSocket.open(account.port("ws"), "/event");
                RawWebSocket blocked = RawWebSocket.open(account.port("ws.blocked"), "/event")) {
            next(free);
            account.backend().raise(Events.privateMessage("a"));
            assertThat(next(free).string("message")).contains("a");
            blocked.expectNoText(Duration.ofMillis(300));
        }
    }

    @Test
    @Tag("EP-07")
    @Tag("EP-12")
    void reportTargetsHaveTheirTypeTheirSecretAndTheirRights() throws Exception {
        try (ReportReceiver first = ReportReceiver.open();
                ReportReceiver second = ReportReceiver.open()) {
            first.answerAlways(ReportAnswer.json("{\"reply\":\"from the first\",\"at_sender\":false}"));
            second.answerAlways(ReportAnswer.json("{\"reply\":\"from the second\"}"));
            String endpoints = "{'post.a':{'url':'" + first.url() + "','content_type':'application/json','secret':'s'},"
                    + "'post.b':{'url':'" + second.url() + "','read_only':true}}";
            try (OneBotFixture account = account(endpoints).start()) {
                account.backend().raise(Events.privateMessage("a"));
                var one = first.nextEvent(SOON);
                var two = second.nextEvent(SOON);
                assertThat(one.headers().first("Content-Type")).contains("application/json");
                assertThat(two.headers().first("Content-Type")).contains("application/json; charset=UTF-8");
                assertThat(one.headers().first("X-Signature")).isPresent();
                assertThat(two.headers().first("X-Signature")).isEmpty();
                assertThat(Json.write(account.backend()
                                .awaitCall("send_private_msg")
                                .params()
                                .json()))
                        .contains("from the first");
                account.backend().raise(Events.privateMessage("b"));
                first.nextEvent(SOON);
                second.nextEvent(SOON);
                await().atMost(SOON)
                        .until(() -> account.backend().calls("send_private_msg").size() == 2);
                assertThat(account.backend().calls("send_private_msg"))
                        .noneMatch(call -> Json.write(call.params().json()).contains("second"));
            }
        }
    }

    @Test
    @Tag("EP-10")
    @Tag("EP-11")
    @Tag("EP-12")
    void callsThatAreNotAllowedNeverReachTheHost() throws Exception {
        try (OneBotFixture account = account("{'http.readers':{'port':0,'read_only':'yes'},"
                        + "'http.narrow':{'port':0,'allow_actions':'send_*, get_status','deny_actions':'send_like',"
                        + "'allow_chats':'group:1,private:*','deny_chats':'private:9'}}")
                .set("enable_rate_limited_actions", "yes")
                .start()) {
            for (String refused : new String[] {
                "http.readers /send_private_msg?user_id=1&message=a",
                "http.readers /send_private_msg_async?user_id=1&message=a",
                "http.readers /.handle_quick_operation?x=1",
                "http.readers /clean_cache",
                "http.narrow /get_login_info",
                "http.narrow /send_like?user_id=1",
                "http.narrow /send_like_async?user_id=1",
                "http.narrow /send_like_rate_limited?user_id=1",
                "http.narrow /send_like_rate_limited_async?user_id=1",
                "http.narrow /send_group_msg?group_id=1x&message=a",
                "http.narrow /send_group_msg?group_id=2&message=a",
                "http.narrow /send_msg?group_id=2&user_id=1&message=a",
                "http.narrow /send_private_msg?user_id=9&message=a",
            }) {
                String[] parts = refused.split(" ", 2);
                JsonObject answer = call(account, parts[0], parts[1]);
                assertThat(answer.integer("retcode")).as(refused).hasValue(1403);
                assertThat(answer.string("status")).as(refused).contains("failed");
                assertThat(answer.string("wording")).as(refused).isPresent();
            }
            assertThat(account.backend().calls()).isEmpty();
            for (String allowed : new String[] {
                "http.readers /get_login_info",
                "http.narrow /get_status",
                "http.narrow /send_group_msg?group_id=1&message=a",
                "http.narrow /send_private_msg?user_id=8&message=a",
                "http /send_like?user_id=1",
            }) {
                String[] parts = allowed.split(" ", 2);
                assertThat(call(account, parts[0], parts[1]).integer("retcode"))
                        .as(allowed)
                        .hasValue(0);
            }
        }
    }

    @Test
    @Tag("EP-13")
    void aPaceRefusesOrQueues() throws Exception {
        try (OneBotFixture account = account("{'http.slow':{'port':0,'rate':1,'burst':3},"
                        + "'http.queue':{'port':0,'rate':50,'burst':1,'rate_policy':'queue'}}")
                .start()) {
            int refused = 0;
            for (int i = 0; i < 20; i++) {
                long code = call(account, "http.slow", "/get_login_info")
                        .integer("retcode")
                        .orElseThrow();
                assertThat(code).isIn(0L, 1429L);
                refused += code == 1429 ? 1 : 0;
            }
            assertThat(refused).isBetween(1, 17);
            long begin = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertThat(call(account, "http.queue", "/get_login_info").integer("retcode"))
                        .hasValue(0);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(170));
        }
    }

    @Test
    @Tag("EP-14")
    void aTokenMayCarryRightsOfItsOwn() throws Exception {
        try (OneBotFixture account = account("{'token.guest':{'access_token':'g','read_only':'yes'}}")
                        .set("access_token", "owner")
                        .start();
                RawHttp http = RawHttp.connect(account.port("http"));
                RawWebSocket guest = RawWebSocket.open(account.port("ws"), "/?access_token=g")) {
            next(guest);
            String send = "/send_private_msg?user_id=1&message=a&access_token=";
            // one connection, three requests with different rights
            assertThat(retcode(http, send + "g")).isEqualTo(1403);
            assertThat(retcode(http, send + "owner")).isZero();
            assertThat(retcode(http, send + "g")).isEqualTo(1403);
            assertThat(retcode(http, "/get_login_info?access_token=g")).isZero();
            assertThat(ActionMatrix.call(guest, "send_private_msg", json("{'user_id':1,'message':'a'}"))
                            .integer("retcode"))
                    .hasValue(1403);
            account.backend().raise(Events.privateMessage("a"));
            assertThat(next(guest).string("message")).contains("a");
            assertThat(http.get("/get_status?access_token=x").status()).isEqualTo(403);
        }
    }

    private static JsonObject next(RawWebSocket peer) {
        return (JsonObject) Json.parse(peer.nextText(SOON));
    }

    private static long retcode(RawHttp http, String request) throws Exception {
        return ((JsonObject) Json.parse(http.get(request).text()))
                .integer("retcode")
                .orElseThrow();
    }
}
