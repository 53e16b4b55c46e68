package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.EndpointState.Phase;
import io.github.onekyu.core.observe.Problem;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import io.github.onekyu.transport.ws.WsTransportProvider;
import io.github.onekyu.transport.wsreverse.WsReverseTransportProvider;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others got wrong first and no other test here has: docs/mistakes.md. */
@SuppressWarnings("try") // some accounts only have to run
class MistakesTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(400);

    private static OneBotFixture.Setup account() {
        return OneBotFixture.with(new WsTransportProvider(), new WsReverseTransportProvider())
                .set("ws_reverse_reconnect_interval", "50")
                .set("ws_reverse_use_universal_client", "yes");
    }

    private static Connection connected(RawWebSocketServer server) {
        Connection connection = server.next(SOON);
        assertThat(connection.nextText(SOON)).contains("\"connect\"");
        return connection;
    }

    private static EndpointState state(OneBotFixture account, String name) {
        return account.bot().endpoints().stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("M-03")
    void dialsThatHangDelayNoEventAndKeepNone() {
        try (RawWebSocketServer hanging = RawWebSocketServer.open()) {
            hanging.hangAlways();
            try (OneBotFixture account =
                    account().set("ws_reverse_url", hanging.url("/")).start()) {
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/event");
                bot.nextText(SOON);
                await().until(() -> !hanging.attempts().isEmpty());

                for (int i = 0; i < 200; i++) {
                    account.backend().raise(Events.privateMessage("no " + i));
                    assertThat(bot.nextText(Duration.ofSeconds(1))).contains("\"no " + i + "\"");
                }

                assertThat(hanging.attempts()).hasSize(1);
                hanging.acceptAlways();
                Connection late = hanging.next(Duration.ofSeconds(10));
                assertThat(late.nextText(SOON)).contains("\"connect\"");
                late.expectNoText(QUIET);
            }
        }
    }

    @Test
    @Tag("M-04")
    void theEndOfAnOldSocketDoesNotTouchTheNewOne() {
        try (RawWebSocketServer server = RawWebSocketServer.open();
                OneBotFixture account =
                        account().set("ws_reverse_url", server.url("/")).start()) {
            Connection old = connected(server);
            old.sendClose(1011, "going, but slowly");
            Connection current = connected(server);
            old.drop();

            current.sendText("{\"action\":\"get_login_info\",\"echo\":1}");
            assertThat(current.nextText(SOON)).contains("\"echo\":1");
            assertThat(server.poll(QUIET)).isEmpty();
            assertThat(server.attempts()).hasSize(2);
            assertThat(state(account, "ws_reverse").phase()).isEqualTo(Phase.CONNECTED);
        }
    }

    @Test
    @Tag("M-07")
    void eachOfManyTargetsGetsAnEventOnce() {
        List<RawWebSocketServer> servers = new ArrayList<>();
        StringBuilder endpoints = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            servers.add(RawWebSocketServer.open());
            endpoints
                    .append(i == 0 ? "" : ",")
                    .append("\"ws_reverse.bot" + i + "\":{\"url\":\""
                            + servers.get(i).url("/") + "\"}");
        }
        try (OneBotFixture account = account()
                .set("use_ws_reverse", "no")
                .set("endpoints", Json.parse("{" + endpoints + "}"))
                .start()) {
            List<Connection> bots =
                    servers.stream().map(MistakesTest::connected).toList();

            account.backend().raise(Events.privateMessage("first"));
            account.backend().raise(Events.privateMessage("second"));

            for (Connection bot : bots) {
                assertThat(bot.nextText(SOON)).contains("first");
                assertThat(bot.nextText(SOON)).contains("second");
            }
            bots.get(0).expectNoText(QUIET);
        } finally {
            servers.forEach(RawWebSocketServer::close);
        }
    }

    @Test
    @Tag("M-08")
    void whoWasRefusedGetsNothingAndIsInNoList() {
        try (OneBotFixture account = account()
                .set("use_ws_reverse", "no")
                .set("access_token", "right")
                .start()) {
            RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/event?access_token=right");
            bot.nextText(SOON);
            for (int i = 0; i < 20; i++) {
                assertThat(RawWebSocket.attempt(account.port("ws"), "/event?access_token=wrong")
                                .status())
                        .isEqualTo(403);
            }

            account.backend().raise(Events.privateMessage("hi"));
            assertThat(bot.nextText(SOON)).contains("hi");

            assertThat(state(account, "ws").connections()).hasSize(1);
            assertThat(state(account, "ws").sent()).isEqualTo(2);
        }
    }

    @Test
    @Tag("M-09")
    void afterANewStartOnlyTheNewAddressIsDialled() {
        try (RawWebSocketServer before = RawWebSocketServer.open();
                RawWebSocketServer after = RawWebSocketServer.open();
                OneBotFixture account =
                        account().set("ws_reverse_url", before.url("/")).start()) {
            connected(before);
            before.refuseAlways(503);

            account.set("ws_reverse_url", after.url("/")).restart();

            Connection bot = connected(after);
            assertThat(before.attempts()).hasSize(1);
            assertThat(before.poll(QUIET)).isEmpty();
            assertThat(before.attempts()).hasSize(1);
            account.backend().raise(Events.privateMessage("once"));
            assertThat(bot.nextText(SOON)).contains("once");
            bot.expectNoText(QUIET);
        }
    }

    @Test
    @Tag("M-09")
    void ourOwnListenerIsNoBot() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (OneBotFixture account = account()
                .set("ws_port", Integer.toString(port))
                .set("ws_reverse_url", "ws://127.0.0.1:" + port + "/")
                .start()) {
            await().until(() -> state(account, "ws_reverse").problem().isPresent());

            Problem problem = state(account, "ws_reverse").problem().orElseThrow();
            assertThat(problem.code()).isEqualTo("OKY-1402");
            assertThat(problem.message()).contains("HTTP 421", "WebSocket server of Onekyu");
            assertThat(state(account, "ws").connections()).isEmpty();
        }
    }
}
