package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sandbox, and another Onekyu linked to it: what bots see at the second is what they would see at the first. */
class ChainTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long ACCOUNT = 700001;

    @TempDir
    Path world;

    @TempDir
    Path home;

    private final int there = Node.freePort();
    private final int here = Node.freePort();
    private Node sandbox;
    private Node link;

    /** How the two are joined, and the settings of each. */
    enum Way {
        WS(List.of("use_ws", "yes", "access_token", "t"), List.of("upstream_mode", "ws")),
        WS_REVERSE_SPLIT(List.of("use_ws_reverse", "yes", "access_token", "t"), List.of("upstream_mode", "ws_reverse")),
        WS_REVERSE_UNIVERSAL(
                List.of("use_ws_reverse", "yes", "access_token", "t", "ws_reverse_use_universal_client", "yes"),
                List.of("upstream_mode", "ws_reverse")),
        HTTP(
                List.of("use_http", "yes", "access_token", "t", "secret", "s"),
                List.of("upstream_mode", "http", "upstream_secret", "s"));

        final List<String> sandbox;
        final List<String> link;

        Way(List<String> sandbox, List<String> link) {
            this.sandbox = sandbox;
            this.link = link;
        }
    }

    @AfterEach
    void stop() {
        if (link != null) {
            link.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private void startSandbox(Way way) {
        List<String> settings = new ArrayList<>(way.sandbox);
        settings.addAll(List.of("self_id", Long.toString(ACCOUNT), "enable_heartbeat", "yes"));
        settings.addAll(List.of("port", Integer.toString(there), "ws_port", Integer.toString(there)));
        settings.addAll(List.of("ws_reverse_url", "ws://127.0.0.1:" + here + "/onebot"));
        if (way == Way.HTTP) {
            settings.addAll(List.of("post_url", "http://127.0.0.1:" + here + "/"));
        }
        sandbox = Node.sandbox(world, settings.toArray(String[]::new));
    }

    private void startLink(Way way) throws Exception {
        List<String> settings = new ArrayList<>(way.link);
        settings.addAll(List.of("backend", "onebot", "use_ws", "yes", "use_http", "yes"));
        settings.addAll(List.of("upstream_url", "ws://127.0.0.1:" + there + "/"));
        settings.addAll(List.of("upstream_api_url", "http://127.0.0.1:" + there));
        settings.addAll(List.of("upstream_listen", "127.0.0.1:" + here, "upstream_access_token", "t"));
        link = Node.linkInBackground(home, Node.SOON, settings.toArray(String[]::new))
                .get(20, TimeUnit.SECONDS);
        awaitLink();
    }

    private void start(Way way) throws Exception {
        startSandbox(way);
        startLink(way);
    }

    private void awaitLink() {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(link.call("get_login_info", "{}").integer("retcode"))
                                .hasValue(0));
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    private JsonObject say(String event) throws Exception {
        return sandbox.bot
                .control()
                .orElseThrow()
                .say(json(event))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Tag("LNK-08")
    @Tag("LNK-01")
    @Tag("LNK-02")
    void sendsAndListsAreThoseOfTheSandbox(Way way) throws Exception {
        start(way);
        assertThat(link.bot.selfId()).isEqualTo(ACCOUNT);
        for (String action : List.of("get_login_info", "get_friend_list", "get_group_list", "get_status")) {
            JsonObject direct = sandbox.call(action, "{}");
            JsonObject through = link.call(action, "{}");
            if (action.equals("get_status")) {
                assertThat(through.object("data").orElseThrow().get("online"))
                        .isEqualTo(direct.object("data").orElseThrow().get("online"));
            } else {
                assertThat(through).as(action).isEqualTo(direct);
            }
        }
        JsonObject sent = link.call("send_msg", "{'group_id':'20001','message':'[CQ:face,id=1]hello'}");
        assertThat(sent.integer("retcode")).hasValue(0);
        JsonArray kept = sandbox.bot
                .control()
                .orElseThrow()
                .messages(new HostControl.MessageQuery("group:20001", OptionalLong.empty(), true, 10))
                .array("messages")
                .orElseThrow();
        assertThat(((JsonObject) kept.get(0)).string("raw_message")).contains("[CQ:face,id=1]hello");
        long id = sent.object("data").orElseThrow().integer("message_id", 0);
        assertThat(link.call("get_msg", "{'message_id':" + id + "}")
                        .object("data")
                        .orElseThrow()
                        .string("message"))
                .contains("[CQ:face,id=1]hello");
        assertThat(link.call("set_group_kick", "{'group_id':20002,'user_id':10001}")
                        .integer("retcode"))
                .hasValue(-37);
        // over HTTP as well, with its own status for what nobody knows
        try (RawHttp http = RawHttp.connect(link.port("http"))) {
            assertThat(json(http.get("/get_group_list").text())).isEqualTo(sandbox.call("get_group_list", "{}"));
            assertThat(http.get("/never_heard_of").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Tag("LNK-05")
    @Tag("LNK-06")
    void eventsOfTheSandboxReachTheBotsOnceAndInOrder(Way way) throws Exception {
        start(way);
        RawWebSocket bot = link.connect("/event");
        assertThat(json(bot.nextText(LIMIT)).string("meta_event_type")).contains("lifecycle");
        for (int i = 0; i < 20; i++) {
            say("{'type':'group','group_id':20001,'user_id':10001,'message':'n" + i + "'}");
        }
        for (int i = 0; i < 20; i++) {
            JsonObject event = json(bot.nextText(LIMIT)); // no heartbeat of the sandbox among them
            assertThat(event.string("raw_message")).contains("n" + i);
            assertThat(event.integer("self_id")).hasValue(ACCOUNT);
            assertThat(event.object("sender").orElseThrow().string("nickname")).isPresent();
        }
        bot.expectNoText(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Tag("LNK-03")
    void anEchoOfAnyKindComesBackByteForByte(Way way) throws Exception {
        start(way);
        RawWebSocket bot = link.connect("/api");
        String longOne = "\"" + "x".repeat(100_000) + "\"";
        for (String echo : List.of(
                "1",
                "1.10",
                "12345678901234567890",
                "\"a\\u0041\"",
                "null",
                "true",
                "[ 1 ]",
                "{ \"seq\" : 1 }",
                longOne)) {
            bot.sendText("{\"action\":\"get_login_info\",\"params\":{},\"echo\":" + echo + "}");
            assertThat(bot.nextText(LIMIT)).endsWith(",\"echo\":" + echo + "}");
        }
        bot.sendText("{\"action\":\"get_login_info\",\"params\":{}}");
        assertThat(json(bot.nextText(LIMIT)).has("echo")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Tag("LNK-10")
    @Tag("LNK-12")
    void theSandboxMayGoAndComeBack(Way way) throws Exception {
        start(way);
        RawWebSocket bot = link.connect("/");
        bot.nextText(LIMIT); // the bots' own connections stay
        sandbox.close();
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(link.call("get_login_info", "{}").integer("retcode"))
                                .hasValue(1503));
        startSandbox(way);
        awaitLink();
        if (way == Way.WS_REVERSE_SPLIT) { // the second connection may be on its way still
            await().atMost(LIMIT).untilAsserted(() -> {
                say("{'type':'private','user_id':10001,'message':'again'}");
                assertThat(bot.pollText(Duration.ofMillis(200))).isPresent();
            });
        } else {
            say("{'type':'private','user_id':10001,'message':'again'}");
            assertThat(json(bot.nextText(LIMIT)).string("message")).contains("again");
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatWeAddWorksOnTop(Way way) throws Exception {
        start(way);
        assertThat(link.call("send_private_msg_async", "{'user_id':10001,'message':'later'}"))
                .isEqualTo(json("{'status':'async','retcode':1,'data':null}"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(bySandbox("private:10001")).contains("later"));
        String context = "{'post_type':'message','message_type':'group','group_id':20001,'user_id':10001,"
                + "'message_id':1,'self_id':" + ACCOUNT + ",'message':'x'}";
        assertThat(link.call(
                                ".handle_quick_operation",
                                "{'context':" + context + ",'operation':{'reply':'quick','at_sender':false}}")
                        .integer("retcode"))
                .hasValue(0);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(bySandbox("group:20001")).contains("quick"));
    }

    private List<String> bySandbox(String chat) {
        return sandbox
                .bot
                .control()
                .orElseThrow()
                .messages(new HostControl.MessageQuery(chat, OptionalLong.empty(), true, 50))
                .array("messages")
                .orElseThrow()
                .stream()
                .map(message -> ((JsonObject) message).string("raw_message", ""))
                .toList();
    }
}
