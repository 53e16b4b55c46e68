package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.bridge.ckyu.link.quirk.Implementations;
import io.github.onekyu.bridge.ckyu.link.quirk.Manners;
import io.github.onekyu.bridge.ckyu.link.quirk.Served;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawWebSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mode {@code ws_reverse}: clients that behave as the real ones do come to us. */
class ReverseLinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SELF = "X-Self-ID: " + Manners.SELF_ID;

    @TempDir
    Path home;

    private final int port = Node.freePort();
    private final Messages messages = new Messages();
    private CompletableFuture<Node> starting = new CompletableFuture<>();

    @AfterEach
    void stop() {
        starting.thenAccept(Node::close);
        messages.close();
    }

    private void listen(String... more) {
        String[] settings = new String[more.length + 6];
        System.arraycopy(more, 0, settings, 6, more.length);
        settings[0] = "upstream_mode";
        settings[1] = "ws_reverse";
        settings[2] = "upstream_listen";
        settings[3] = "127.0.0.1:" + port;
        settings[4] = "use_ws";
        settings[5] = "yes";
        starting = Node.linkInBackground(home, Node.SOON, settings);
        await().atMost(LIMIT)
                .until(() ->
                        !messages.with("waiting for the OneBot implementation").isEmpty());
    }

    private Served come(Manners manners, String target, String... headers) {
        return new Served(RawWebSocket.open(port, target, headers), manners);
    }

    private Node node() throws Exception {
        return starting.get(10, TimeUnit.SECONDS);
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    private void expectCallsToWork() throws Exception {
        Node node = node();
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(node.call("send_private_msg", "{}").integer("retcode"))
                                .hasValue(0));
    }

    @ParameterizedTest
    @Tag("LNK-18")
    @ValueSource(
            strings = {
                "Authorization: Bearer t0ken", // NapCat, LuckyLilliaBot, Lagrange
                "Authorization: Token t0ken", // go-cqhttp
                "authorization: bearer t0ken",
                "AUTHORIZATION: TOKEN t0ken",
            })
    void everySpellingOfTheTokenIsTaken(String header) throws Exception {
        listen("upstream_access_token", "t0ken");
        come(Implementations.napCat(), "/any/path", header);
        expectCallsToWork();
    }

    @Test
    @Tag("LNK-18")
    void theTokenMayBeInTheQueryAlone() throws Exception { // onebots sends it there only
        listen("upstream_access_token", "t0ken");
        come(Implementations.napCat(), "/onebot?access_token=t0ken");
        expectCallsToWork();
    }

    @Test
    @Tag("LNK-18")
    void anEmptyBearerIsTakenWhereNoTokenIsConfigured() throws Exception { // NapCat and LuckyLilliaBot without a token
        listen();
        come(Implementations.napCat(), "/", "Authorization: Bearer ", "x-client-role: Universal", "x-self-id: 424242");
        expectCallsToWork();
    }

    @Test
    @Tag("LNK-18")
    @Tag("M-05")
    void withoutOrWithAnotherTokenThereIsNoUpgrade() {
        listen("upstream_access_token", "t0ken");
        assertThat(RawWebSocket.attempt(port, "/").status()).isEqualTo(401);
        assertThat(RawWebSocket.attempt(port, "/", "Authorization: Bearer").status())
                .isEqualTo(401);
        assertThat(RawWebSocket.attempt(port, "/", "Authorization: Bearer guess")
                        .status())
                .isEqualTo(403);
        assertThat(RawWebSocket.attempt(port, "/?access_token=guess").status()).isEqualTo(403);
        assertThat(starting).isNotDone();
        assertThat(messages.with("OKY-1647"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).doesNotContain("t0ken").doesNotContain("guess"));
    }

    @ParameterizedTest
    @Tag("LNK-18")
    @ValueSource(strings = {"X-Client-Role: API", "X-Client-Role: Api", "x-client-role: api"})
    void theRoleOfCallsIsTakenInEveryCase(String role) throws Exception { // "Api": Lagrange
        listen();
        Served api = come(Implementations.napCat(), "/", role, SELF);
        Served event = come(call -> List.of(), "/", "x-client-role: EVENT", SELF);
        RawWebSocket peer = node().connect("/event");
        peer.nextText(LIMIT);
        assertThat(node().call("send_private_msg", "{}").integer("retcode")).hasValue(0);
        api.next("send_private_msg");
        event.socket().sendText(Manners.message(Manners.SELF_ID, "hi"));
        assertThat(json(peer.nextText(LIMIT)).string("message")).contains("hi");
    }

    @Test
    @Tag("LNK-08")
    void theAccountMayBeKnownFromTheHandshake() throws Exception {
        listen();
        come(call -> List.of(), "/", SELF);
        assertThat(node().bot.selfId()).isEqualTo(Manners.SELF_ID);
    }

    @Test
    @Tag("LNK-18")
    void theHandshakeIsOverWellWithinTwoSecondsWhateverFollows() { // the limit of NapCat and LuckyLilliaBot
        listen();
        long begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            come(call -> List.of(), "/");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    @Tag("LNK-14")
    @Tag("M-04")
    void aNewerConnectionTakesThePlaceOfTheOlder() throws Exception {
        listen();
        Served older = come(Manners.of("Other", call -> List.of()), "/", SELF);
        CompletableFuture<ActionResponse> waiting = node().ask("set_something", "{}");
        older.next("set_something");
        Served newer = come(Implementations.napCat(), "/", SELF);
        assertThat(waiting.get(2, TimeUnit.SECONDS).retcode()).isEqualTo(Link.NO_LINK);
        assertThat(older.endsWithin(LIMIT)).isTrue();
        older.close(); // late, and of no consequence
        RawWebSocket peer = node().connect("/event");
        peer.nextText(LIMIT);
        newer.socket().sendText(Manners.message(Manners.SELF_ID, "from the newer"));
        assertThat(json(peer.nextText(LIMIT)).string("message")).contains("from the newer");
        assertThat(node().call("send_private_msg", "{}").integer("retcode")).hasValue(0);
        assertThat(messages.with("OKY-1640")).isEmpty();
    }

    @Test
    @Tag("LNK-09")
    void aConnectionOfAnotherAccountDoesNotGetIn() throws Exception {
        listen();
        come(Implementations.napCat(), "/", SELF);
        expectCallsToWork();
        assertThat(RawWebSocket.attempt(port, "/", "X-Self-ID: 555").status()).isEqualTo(403);
        messages.awaitOne("OKY-1643", "555");
        assertThat(node().call("send_private_msg", "{}").integer("retcode")).hasValue(0);
    }

    @Test
    @Tag("LNK-12")
    void callsInFlightAreAnswered1503WhenItLeaves() throws Exception {
        listen();
        Served upstream = come(Manners.of("Other", call -> List.of()), "/", SELF);
        CompletableFuture<ActionResponse> waiting = node().ask("set_something", "{}");
        upstream.next("set_something");
        upstream.close();
        assertThat(waiting.get(2, TimeUnit.SECONDS).retcode()).isEqualTo(Link.NO_LINK);
        messages.awaitOne("OKY-1640", "127.0.0.1");
        come(Implementations.napCat(), "/", SELF);
        expectCallsToWork();
    }

    @Test
    void anAddressThatIsTakenRefusesTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Node.link(
                            home,
                            Node.SOON,
                            "upstream_mode",
                            "ws_reverse",
                            "upstream_listen",
                            "127.0.0.1:" + taken.getLocalPort()))
                    .isInstanceOf(BackendException.class)
                    .hasMessageStartingWith("OKY-1646 upstream_listen 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    @Tag("M-14")
    void thePortIsFreeAfterTheStop() throws Exception {
        listen();
        Served upstream = come(Implementations.napCat(), "/", SELF);
        node().close();
        assertThat(upstream.endsWithin(LIMIT)).isTrue();
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }
}
