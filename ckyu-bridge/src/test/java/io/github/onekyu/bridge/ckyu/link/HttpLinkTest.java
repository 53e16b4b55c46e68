package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.bridge.ckyu.link.quirk.HttpImplementation;
import io.github.onekyu.bridge.ckyu.link.quirk.Implementations;
import io.github.onekyu.bridge.ckyu.link.quirk.Manners;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.auth.EventSignature;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode {@code http} against an API that behaves as the real ones do. */
class HttpLinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private final int reports = Node.freePort();
    private final int api = Node.freePort();
    private final Messages messages = new Messages();
    private HttpImplementation implementation;
    private Node node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
        if (implementation != null) {
            implementation.close();
        }
        messages.close();
    }

    private void start(String token, Manners manners, String... more) {
        implementation = new HttpImplementation(api, token, manners);
        link(token, more);
    }

    private void link(String token, String... more) {
        String[] settings = new String[more.length + 10];
        System.arraycopy(more, 0, settings, 10, more.length);
        String[] own = {
            "upstream_mode",
            "http",
            "upstream_api_url",
            "http://127.0.0.1:" + api + "/",
            "upstream_listen",
            "127.0.0.1:" + reports,
            "upstream_access_token",
            token,
            "use_ws",
            "yes"
        };
        System.arraycopy(own, 0, settings, 0, 10);
        node = Node.link(home, Node.SOON, settings);
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    @Test
    @Tag("LNK-19")
    @Tag("LNK-01")
    @Tag("LNK-08")
    void callsArePostsWithJson() throws Exception {
        start("t0ken", Implementations.napCat());
        assertThat(node.bot.selfId()).isEqualTo(Manners.SELF_ID);
        assertThat(node.call("send_private_msg", "{'user_id':'1','odd':[1.50]}").object("data"))
                .contains(json("{'message_id':77}"));
        assertThat(implementation.seen())
                .contains(new HttpImplementation.Seen(
                        "/send_private_msg", "application/json", "Bearer t0ken", "{\"user_id\":\"1\",\"odd\":[1.50]}"));
    }

    @Test
    @Tag("LNK-16")
    @Tag("LNK-15")
    void anUnknownActionIs1404AndAFailureWithTheSameNumberIsNot() throws Exception {
        // NapCat over HTTP: both are HTTP 200 with retcode 200 (napcat-onebot/network/http-server.ts)
        Manners rest = call -> {
            String action = call.string("action", "");
            String words = action.equals("set_group_kick") ? "no rights" : "不支持的Api " + action;
            return List.of(Json.write(((JsonObject) Json.parse(Manners.failed(call, 200)))
                    .toBuilder().put("message", words).put("wording", words).build()));
        };
        start("", Manners.of("NapCat.Onebot", rest));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(node.response("never_heard_of", "{}"))
                        .isEqualTo(new ActionResponse.UnknownAction("never_heard_of")));
        JsonObject failed = node.call("set_group_kick", "{}");
        assertThat(failed.integer("retcode")).hasValue(200);
        assertThat(failed.string("wording")).contains("no rights");
    }

    @Test
    @Tag("LNK-16")
    void status404IsAnUnknownActionToo() throws Exception { // LuckyLilliaBot, go-cqhttp
        start("", Manners.of("LLOneBot", call -> List.of()));
        assertThat(node.response("never_heard_of", "{}")).isEqualTo(new ActionResponse.UnknownAction("never_heard_of"));
    }

    @Test
    @Tag("LNK-04")
    void aStreamedBodyIsSeveralAnswers() throws Exception { // NapCat joins them by CR LF CR LF
        start("", Implementations.napCat());
        RawWebSocket peer = node.connect("/api");
        peer.sendText("{\"action\":\"download_file_stream\",\"params\":{},\"echo\":7}");
        for (int i = 1; i <= 3; i++) {
            assertThat(json(peer.nextText(LIMIT)).object("data").orElseThrow().integer("index"))
                    .hasValue(i);
        }
        assertThat(json(peer.nextText(LIMIT)).object("data").orElseThrow().string("type"))
                .contains("response");
    }

    @Test
    @Tag("LNK-19")
    @Tag("LNK-05")
    @Tag("LNK-06")
    void reportsAreAnswered204AndBecomeEvents() throws Exception {
        start("", Implementations.napCat());
        RawWebSocket peer = node.connect("/event");
        peer.nextText(LIMIT);
        assertThat(HttpImplementation.report(reports, "/", Manners.heartbeat(true), Map.of()))
                .isEqualTo(204);
        assertThat(HttpImplementation.report(reports, "/any/path", Manners.message(Manners.SELF_ID, "hi"), Map.of()))
                .isEqualTo(204);
        assertThat(json(peer.nextText(LIMIT)).string("message")).contains("hi");
    }

    @Test
    @Tag("LNK-19")
    void aSignatureIsCheckedWhereThereIsASecret() throws Exception {
        start("", Implementations.napCat(), "upstream_secret", "s3cret");
        RawWebSocket peer = node.connect("/event");
        peer.nextText(LIMIT);
        String bad = Manners.message(Manners.SELF_ID, "forged");
        String good = Manners.message(Manners.SELF_ID, "true");
        String signature = EventSignature.of("s3cret").orElseThrow().sign(good.getBytes(StandardCharsets.UTF_8));
        assertThat(HttpImplementation.report(reports, "/", bad, Map.of())).isEqualTo(401);
        assertThat(HttpImplementation.report(reports, "/", bad, Map.of("X-Signature", signature)))
                .isEqualTo(403);
        assertThat(HttpImplementation.report(reports, "/", good, Map.of("x-signature", signature)))
                .isEqualTo(204);
        assertThat(json(peer.nextText(LIMIT)).string("message")).contains("true");
        assertThat(messages.with("OKY-1647")).hasSize(2);
        assertThat(messages.all()).allSatisfy(line -> assertThat(line).doesNotContain("s3cret"));
    }

    @Test
    @Tag("LNK-09")
    void aReportOfAnotherAccountReachesNobody() throws Exception {
        start("", Implementations.napCat());
        RawWebSocket peer = node.connect("/event");
        peer.nextText(LIMIT);
        HttpImplementation.report(reports, "/", Manners.message(555, "of somebody else"), Map.of());
        messages.awaitOne("OKY-1643", "555");
        peer.expectNoText(Duration.ofMillis(200));
    }

    @Test
    @Tag("LNK-12")
    @Tag("LNK-10")
    void withoutTheApiCallsAreAnswered1503AndItsReturnIsNoticed() throws Exception {
        start("", Implementations.napCat());
        implementation.close();
        assertThat(node.response("send_private_msg", "{}").retcode()).isEqualTo(Link.NO_LINK);
        assertThat(node.bot.status().get("online")).isEqualTo(Json.parse("false"));
        implementation = new HttpImplementation(api, "", Implementations.napCat());
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(node.call("send_private_msg", "{}").integer("retcode"))
                                .hasValue(0));
    }

    @Test
    @Tag("LNK-13")
    void aRefusedTokenIsAnErrorThatSaysSo() throws Exception {
        implementation = new HttpImplementation(api, "t0ken", Implementations.napCat());
        var starting = Node.linkInBackground(
                home,
                Node.SOON,
                "upstream_mode",
                "http",
                "upstream_api_url",
                "http://127.0.0.1:" + api,
                "upstream_listen",
                "127.0.0.1:" + reports,
                "upstream_access_token",
                "other-value");
        messages.awaitOne("OKY-1642", "403");
        assertThat(messages.all()).allSatisfy(line -> assertThat(line).doesNotContain("other-value"));
        implementation.close();
        implementation = new HttpImplementation(api, "", Implementations.napCat());
        node = starting.get(10, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(node.bot.selfId()).isEqualTo(Manners.SELF_ID);
    }
}
