package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.bridge.ckyu.link.quirk.Implementations;
import io.github.onekyu.bridge.ckyu.link.quirk.Manners;
import io.github.onekyu.bridge.ckyu.link.quirk.Served;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RawWebSocketServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode {@code ws} against servers that behave as the real ones do. */
class ForwardLinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private final RawWebSocketServer server = RawWebSocketServer.open();
    private final Messages messages = new Messages();
    private CompletableFuture<Node> starting = new CompletableFuture<>();

    @AfterEach
    void stop() {
        starting.thenAccept(Node::close);
        server.close();
        messages.close();
    }

    private void dial(Timing timing, String... more) {
        String[] settings = new String[more.length + 6];
        System.arraycopy(more, 0, settings, 6, more.length);
        settings[0] = "upstream_url";
        settings[1] = server.url("/");
        settings[2] = "use_ws";
        settings[3] = "yes";
        settings[4] = "upstream_mode";
        settings[5] = "ws";
        starting = Node.linkInBackground(home, timing, settings);
    }

    private Served serve(Manners manners) {
        return new Served(server.next(LIMIT), manners);
    }

    private Node node() throws Exception {
        return starting.get(10, TimeUnit.SECONDS);
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    @Test
    @Tag("LNK-17")
    void theTokenGoesInTheHeaderAndPathAndQueryStayAsTheyWere() throws Exception {
        starting = Node.linkInBackground(
                home,
                Node.SOON,
                "upstream_url",
                "ws://127.0.0.1:" + server.port() + "/on%20e/bot?x=%2F&y=a+b",
                "upstream_access_token",
                "t0ken");
        RawWebSocketServer.Connection connection = server.next(LIMIT);
        new Served(connection, Implementations.napCat());
        assertThat(connection.target()).isEqualTo("/on%20e/bot?x=%2F&y=a+b");
        assertThat(connection.headers().first("Authorization")).contains("Bearer t0ken");
        assertThat(node().bot.selfId()).isEqualTo(Manners.SELF_ID);
    }

    @Test
    @Tag("LNK-08")
    void theAccountIsTheOneOfTheFirstFrame() throws Exception {
        dial(Node.SOON);
        Served silent = serve(call -> List.of());
        assertThat(starting).isNotDone();
        silent.socket().sendText(Manners.connected(987654321));
        assertThat(node().bot.selfId()).isEqualTo(987654321);
    }

    @Test
    @Tag("LNK-08")
    void theAccountIsTheOneThatLogInInfoTells() throws Exception {
        dial(Node.SOON);
        serve(Implementations.goCqhttp());
        assertThat(node().bot.selfId()).isEqualTo(Manners.SELF_ID);
    }

    @Test
    @Tag("LNK-01")
    @Tag("LNK-02")
    @Tag("LNK-03")
    void aCallAndItsAnswerPassWithEverythingButTheEcho() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Manners.of(
                "Other",
                call -> List.of(Json.write(
                        json("{'status':'failed','retcode':-9,'data':{'n':1.50},'wording':'w','message':'m','odd':[null]}")
                                .with("echo", call.get("echo"))))));
        RawWebSocket peer = node().connect("/api");
        peer.sendText(
                "{\"action\":\"never_heard_of_async_thing\",\"params\":{\"id\":\"7\",\"deep\":[1.10,{\"a\":null}]},"
                        + "\"echo\": { \"a\" : 1.0 } }");
        JsonObject seen = upstream.next("never_heard_of_async_thing");
        assertThat(Json.write(seen.object("params").orElseThrow()))
                .isEqualTo("{\"id\":\"7\",\"deep\":[1.10,{\"a\":null}]}");
        assertThat(seen.string("echo")).isPresent();
        assertThat(peer.nextText(LIMIT))
                .isEqualTo(
                        "{\"status\":\"failed\",\"retcode\":-9,\"data\":{\"n\":1.50},\"wording\":\"w\",\"message\":\"m\","
                                + "\"odd\":[null],\"echo\":{ \"a\" : 1.0 }}");
    }

    @Test
    @Tag("LNK-03")
    void anAnswerThatNobodyWaitsForIsDropped() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Implementations.napCat());
        RawWebSocket peer = node().connect("/api");
        upstream.socket().sendText("{\"status\":\"ok\",\"retcode\":0,\"data\":1,\"echo\":\"999999999\"}");
        upstream.socket().sendText("{\"status\":\"ok\",\"retcode\":0,\"data\":1,\"echo\":null}");
        peer.sendText("{\"action\":\"send_private_msg\",\"params\":{},\"echo\":1}");
        assertThat(json(peer.nextText(LIMIT)).object("data")).contains(json("{'message_id':77}"));
    }

    @Test
    @Tag("LNK-04")
    void everyPartOfAStreamReachesTheCallerWithItsEcho() throws Exception {
        dial(Node.SOON);
        serve(Implementations.napCat());
        RawWebSocket peer = node().connect("/api");
        peer.sendText("{\"action\":\"download_file_stream\",\"params\":{},\"echo\":[7]}");
        for (int i = 1; i <= 3; i++) {
            JsonObject part = json(peer.nextText(LIMIT));
            assertThat(part.object("data").orElseThrow().integer("index")).hasValue(i);
            assertThat(part.get("echo")).isEqualTo(Json.parse("[7]"));
        }
        JsonObject last = json(peer.nextText(LIMIT));
        assertThat(last.object("data").orElseThrow().string("type")).contains("response");
        assertThat(last.get("echo")).isEqualTo(Json.parse("[7]"));
        // an ordinary answer of NapCat has "stream" too
        peer.sendText("{\"action\":\"send_private_msg\",\"params\":{},\"echo\":2}");
        assertThat(json(peer.nextText(LIMIT)).string("stream")).contains("normal-action");
    }

    @Test
    @Tag("LNK-04")
    void aCallerWithOneAnswerGetsTheLastPart() throws Exception {
        dial(Node.SOON, "use_http", "yes");
        serve(Implementations.napCat());
        try (var http = io.github.onekyu.testkit.RawHttp.connect(node().port("http"))) {
            JsonObject answer = json(http.get("/download_file_stream").text());
            assertThat(answer.object("data").orElseThrow().string("type")).contains("response");
        }
    }

    @Test
    @Tag("LNK-05")
    @Tag("LNK-06")
    void eventsPassWithEveryFieldAndMetaEventsOfTheirsDoNot() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Implementations.napCat());
        RawWebSocket peer = node().connect("/event");
        assertThat(json(peer.nextText(LIMIT)).string("sub_type")).contains("connect");
        upstream.socket().sendText(Manners.connected(Manners.SELF_ID));
        upstream.socket().sendText(Manners.heartbeat(true));
        String odd = "{\"time\":1700000000,\"self_id\":" + Manners.SELF_ID
                + ",\"post_type\":\"never_heard_of\",\"x\":{\"y\":[1.10,12345678901234567890]},\"z\":null}";
        upstream.socket().sendText(odd);
        assertThat(peer.nextText(LIMIT)).isEqualTo(odd);
        upstream.socket().sendText(Manners.message(Manners.SELF_ID, "hi"));
        JsonObject message = json(peer.nextText(LIMIT));
        assertThat(message.string("message")).contains("hi");
        assertThat(message.integer("self_id")).hasValue(Manners.SELF_ID);
    }

    @Test
    @Tag("LNK-05")
    void aSenderThatTheyLeftOutIsAskedOfThem() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Manners.of(
                "Other",
                call -> List.of(
                        call.string("action", "").equals("get_stranger_info")
                                ? Manners.ok(call, "{'user_id':10001,'nickname':'Asked','sex':'female','age':3}")
                                : Manners.failed(call, 1404))));
        RawWebSocket peer = node().connect("/event");
        peer.nextText(LIMIT);
        upstream.socket()
                .sendText(
                        Json.write(json(Manners.message(Manners.SELF_ID, "hi")).without("sender")));
        assertThat(json(peer.nextText(LIMIT)).object("sender").orElseThrow().string("nickname"))
                .contains("Asked");
    }

    @Test
    @Tag("LNK-07")
    void stateAndVersionAreTheirsAndOursWithoutALink() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Implementations.napCat());
        JsonObject version =
                node().call("get_version_info", "{}").object("data").orElseThrow();
        assertThat(version.string("app_name")).contains("NapCat.Onebot");
        assertThat(version.string("plugin_version")).contains("4.15.0");
        assertThat(node().call("get_status", "{}").object("data").orElseThrow().get("online"))
                .isEqualTo(JsonBoolean.TRUE);
        server.stopListening();
        upstream.close();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(node().call("get_status", "{}")
                                .object("data")
                                .orElseThrow()
                                .get("online"))
                        .isEqualTo(JsonBoolean.FALSE));
        assertThat(node().call("get_version_info", "{}")
                        .object("data")
                        .orElseThrow()
                        .string("app_name"))
                .contains("Onekyu");
    }

    @Test
    @Tag("LNK-09")
    void anotherAccountIsRefusedAndNothingOfItReachesABot() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Implementations.napCat());
        RawWebSocket peer = node().connect("/event");
        peer.nextText(LIMIT);
        upstream.socket().sendText(Manners.message(555, "of somebody else"));
        assertThat(upstream.endsWithin(LIMIT)).isTrue();
        messages.awaitOne("OKY-1643", "555");
        assertThat(node().response("send_private_msg", "{}").retcode()).isEqualTo(Link.NO_LINK);
        // It comes back as the other account: never used.
        Served again = serve(Manners.of("NapCat.Onebot", 555, call -> List.of(Manners.ok(call, "{}"))));
        again.socket().sendText(Manners.message(555, "of somebody else again"));
        assertThat(again.endsWithin(LIMIT)).isTrue();
        peer.expectNoText(Duration.ofMillis(200));
        serve(Implementations.napCat()).next("get_login_info");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(node().call("send_private_msg", "{}").integer("retcode"))
                                .hasValue(0));
    }

    @Test
    @Tag("LNK-12")
    @Tag("LNK-10")
    void callsInFlightAreAnswered1503AtOnceAndTheLinkComesBack() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Manners.of("Other", call -> List.of()));
        CompletableFuture<ActionResponse> one = node().ask("set_something", "{}");
        CompletableFuture<ActionResponse> two = node().ask("send_group_msg", "{}");
        upstream.next("send_group_msg");
        assertThat(one).isNotDone();
        long brokenAt = System.nanoTime();
        upstream.close();
        assertThat(one.get(2, TimeUnit.SECONDS).retcode()).isEqualTo(Link.NO_LINK);
        assertThat(two.get(2, TimeUnit.SECONDS).retcode()).isEqualTo(Link.NO_LINK);
        assertThat(Duration.ofNanos(System.nanoTime() - brokenAt)).isLessThan(Duration.ofSeconds(1));
        messages.awaitOne("OKY-1640", "127.0.0.1");
        Served back = serve(Implementations.napCat());
        back.next("get_login_info");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(node().call("send_private_msg", "{}").integer("retcode"))
                                .hasValue(0));
    }

    /** The JDK's client forgets an end that it reads while a frame is being handled. */
    @Test
    @Tag("LNK-12")
    void anEndRightBehindALongFrameFailsTheCallThatWaits() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Manners.of("Other", call -> List.of()));
        CompletableFuture<ActionResponse> call = node().ask("set_something", "{}");
        upstream.next("set_something");
        upstream.socket().sendText(Manners.message(Manners.SELF_ID, "x".repeat(1 << 20)));
        upstream.close();
        assertThat(call.get(10, TimeUnit.SECONDS).retcode()).isEqualTo(Link.NO_LINK);
        messages.awaitOne("OKY-1640", "127.0.0.1");
    }

    @Test
    @Tag("LNK-12")
    @Tag("DOC-03")
    void anImplementationThatIsNotThereIsCalledSoInTheDoctorsWords() throws Exception {
        server.stopListening();
        dial(Node.SOON);
        messages.awaitOne(
                "OKY-1641",
                "nothing listens on 127.0.0.1:" + server.port()
                        + " (connection refused); start the implementation, and compare the port with upstream_url");
    }

    @Test
    @Tag("LNK-12")
    void withoutALinkCallsAreAnsweredAtOnce() throws Exception {
        dial(Node.SOON);
        Served upstream = serve(Implementations.napCat());
        RawWebSocket peer = node().connect("/api");
        server.stopListening();
        upstream.close();
        messages.awaitOne("OKY-1640", "127.0.0.1");
        peer.sendText("{\"action\":\"send_msg\",\"params\":{},\"echo\":\"e\"}");
        JsonObject answer = json(peer.nextText(Duration.ofSeconds(2)));
        assertThat(answer.string("status")).contains("failed");
        assertThat(answer.integer("retcode")).hasValue(1503);
        assertThat(answer.string("echo")).contains("e");
    }

    @Test
    @Tag("LNK-13")
    void aRefusalAfterTheHandshakeIsToldOnceAndTriedAgainSlowly() throws Exception {
        dial(Node.SOON, "upstream_access_token", "secret-value");
        for (int i = 0; i < 2; i++) {
            RawWebSocketServer.Connection connection = server.next(LIMIT);
            connection.sendText(Implementations.lateRefusal());
            connection.close(1000);
        }
        messages.awaitOne("OKY-1642", "1403");
        assertThat(messages.all()).allSatisfy(line -> assertThat(line).doesNotContain("secret-value"));
        // SOON.refusedRedial is the pause, not the jitter of other failures
        List<RawWebSocketServer.Attempt> attempts = server.attempts();
        assertThat(attempts.get(1).nanoTime() - attempts.get(0).nanoTime())
                .isGreaterThanOrEqualTo(Duration.ofMillis(290).toNanos());
    }

    @Test
    @Tag("LNK-13")
    void refusalsInTheHandshakeAndByCode1008AreToldToo() throws Exception {
        server.refuse(401).refuse(403);
        dial(Node.SOON);
        messages.awaitOne("OKY-1642", "401");
        RawWebSocketServer.Connection connection = server.next(LIMIT);
        connection.sendClose(1008, "bad token");
        serve(Implementations.luckyLillia());
        assertThat(node().bot.selfId()).isEqualTo(Manners.SELF_ID);
        List<RawWebSocketServer.Attempt> attempts = server.attempts();
        for (int i = 1; i < 4; i++) {
            assertThat(attempts.get(i).nanoTime() - attempts.get(i - 1).nanoTime())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(290).toNanos());
        }
    }

    @Test
    @Tag("LNK-16")
    @Tag("LNK-15")
    void whatTheyDoNotKnowIs1404ForBots() throws Exception {
        dial(Node.SOON);
        Served lagrange = serve(Implementations.lagrange());
        lagrange.next("get_version_info");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(node().response("never_heard_of", "{}"))
                        .isEqualTo(new ActionResponse.UnknownAction("never_heard_of")));
        RawWebSocket peer = node().connect("/api");
        peer.sendText("{\"action\":\"never_heard_of\",\"params\":{}}");
        assertThat(json(peer.nextText(LIMIT)).integer("retcode")).hasValue(1404);
    }
}
