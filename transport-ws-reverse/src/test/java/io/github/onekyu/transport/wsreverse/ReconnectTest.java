package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.SOON;
import static io.github.onekyu.transport.wsreverse.Reverse.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Attempt;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import io.github.onekyu.testkit.WebSocketFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // many accounts only have to run
class ReconnectTest {
    private final RawWebSocketServer server = RawWebSocketServer.open();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Tag("RWS-12")
    void refusalsAreRetriedAtAFixedInterval() {
        for (int i = 0; i < 5; i++) {
            server.refuse(403);
        }
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_reconnect_interval", "300")
                .start()) {
            connected(server);
            List<Attempt> attempts = server.attempts();
            assertThat(attempts).hasSize(6);
            for (int i = 1; i < attempts.size(); i++) {
                long millis = TimeUnit.NANOSECONDS.toMillis(
                        attempts.get(i).nanoTime() - attempts.get(i - 1).nanoTime());
                assertThat(millis).isBetween(240L, 800L);
            }
        }
    }

    @Test
    @Tag("RWS-12")
    void anAbsentPeerIsFoundOnceItListens() {
        int port = server.port();
        server.close();
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_reconnect_interval", "50")
                .start()) {
            assertThat(account.state("ws_reverse").health().good()).isFalse();
            try (RawWebSocketServer back = RawWebSocketServer.open(port)) {
                connected(back);
            }
        }
    }

    @Test
    @Tag("RWS-12")
    @Tag("RWS-15")
    @Tag("M-06")
    void anIdleConnectionThatIsLostComesBackByItself() {
        List<Consumer<Connection>> losses = List.of(
                Connection::drop,
                Connection::reset,
                lost -> lost.sendRaw(new byte[] {(byte) 0xff, 0, 1, 2, 3}), // a reserved opcode
                lost -> lost.sendRaw(
                        WebSocketFrame.encode(true, WebSocketFrame.TEXT, false, new byte[] {(byte) 0xc3})));
        try (OneBotFixture account = Reverse.universal(server).start()) {
            for (Consumer<Connection> loss : losses) {
                loss.accept(connected(server));
            }
            connected(server);
            assertThat(server.attempts()).hasSize(losses.size() + 1);
        }
    }

    @Test
    @Tag("RWS-12")
    void aConnectionDroppedRightAfterTheHandshakeIsTriedAgain() {
        server.dropAfterAccept().dropAfterAccept();
        try (OneBotFixture account = Reverse.universal(server).start()) {
            connected(server);
            assertThat(server.attempts()).hasSize(3);
        }
    }

    @Test
    @Tag("RWS-13")
    void code1000ReconnectsByDefault() {
        try (OneBotFixture account = Reverse.universal(server).start()) {
            connected(server).close(1000);
            connected(server);
        }
    }

    @Test
    @Tag("RWS-13")
    @Tag("RWS-14")
    void code1000IsFinalIfTheOperatorSaysSo() {
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_reconnect_on_code_1000", "no")
                .start()) {
            Connection connection = connected(server);
            await().atMost(SOON)
                    .until(() -> account.state("ws_reverse").health().good());
            connection.close(1000);
            assertThat(connection.nextEnding(SOON).closeCode()).hasValue(1000);
            assertThat(server.poll(Duration.ofMillis(400))).isEmpty();
            assertThat(server.attempts()).hasSize(1);
            await().atMost(SOON)
                    .until(() -> !account.state("ws_reverse").health().good());
            assertThat(account.bot().status().toString()).contains("\"websocket_reverse\":false", "\"good\":false");
        }
    }

    @Test
    @Tag("RWS-13")
    void everyOtherCloseReconnectsEvenSo() {
        List<Consumer<Connection>> closes = List.of(
                peer -> peer.close(1001),
                peer -> peer.close(1008),
                peer -> peer.close(1011),
                peer -> peer.close(1012),
                peer -> peer.close(4000),
                Connection::closeEmpty,
                Connection::drop);
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_reconnect_on_code_1000", "no")
                .start()) {
            for (Consumer<Connection> close : closes) {
                close.accept(connected(server));
            }
            connected(server);
            assertThat(server.attempts()).hasSize(closes.size() + 1);
        }
    }

    @Test
    @Tag("RWS-14")
    void healthFollowsTheConnection() {
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_reconnect_interval", "500")
                .start()) {
            Connection connection = connected(server);
            await().atMost(SOON)
                    .until(() -> account.state("ws_reverse").health().good());
            connection.drop();
            await().atMost(SOON)
                    .until(() -> !account.state("ws_reverse").health().good());
            connected(server);
            await().atMost(SOON)
                    .until(() -> account.state("ws_reverse").health().good());
        }
    }

    @Test
    @Tag("RWS-11")
    @Tag("WS-34")
    void eventsInBetweenAreNotKept() throws Exception {
        int port = server.port();
        try (OneBotFixture account = Reverse.universal(server).start()) {
            Connection connection = connected(server);
            server.stopListening();
            connection.drop();
            await().atMost(SOON)
                    .until(() -> !account.state("ws_reverse").health().good());
            account.backend()
                    .raise(Events.privateMessage("lost"))
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            try (RawWebSocketServer back = RawWebSocketServer.open(port)) {
                Connection again = connected(back);
                account.backend().raise(Events.privateMessage("seen"));
                assertThat(again.nextText(SOON)).contains("seen");
            }
        }
    }

    @Test
    @Tag("RWS-16")
    void anIntervalOfZeroDoesNotHammer() {
        server.refuseAlways(500);
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_reconnect_interval", "0")
                .start()) {
            assertThat(server.poll(Duration.ofMillis(1500))).isEmpty();
            assertThat(server.attempts()).hasSize(1);
        }
    }

    @Test
    @Tag("RWS-17")
    void stoppingWhileWaitingIsImmediate() {
        server.refuse(403);
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_reconnect_interval", "60000")
                .start()) {
            await().atMost(SOON).until(() -> server.attempts().size() == 1);
            long begin = System.nanoTime();
            account.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    @Tag("RWS-17")
    void stoppingDuringAnAttemptIsImmediate() {
        server.hangAlways();
        try (OneBotFixture account = Reverse.universal(server).start()) {
            await().atMost(SOON).until(() -> server.attempts().size() == 1);
            long begin = System.nanoTime();
            account.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    @Tag("RWS-17")
    void stoppingClosesWith1000AndDialsNoMore() {
        try (OneBotFixture account = Reverse.universal(server).start()) {
            Connection connection = connected(server);
            long begin = System.nanoTime();
            account.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            WebSocketFrame close = connection.nextFrame(SOON);
            assertThat(close.closeCode()).hasValue(1000);
            assertThat(connection.nextFrame(SOON).isEnd()).isTrue();
            assertThat(server.poll(Duration.ofMillis(400))).isEmpty();
        }
    }

    @Test
    @Tag("RWS-17")
    void aPeerThatNeverAnswersTheCloseDoesNotHoldTheStopUp() {
        try (OneBotFixture account = Reverse.universal(server).start()) {
            Connection connection = connected(server);
            connection.answerCloses(false);
            long begin = System.nanoTime();
            account.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            assertThat(connection.nextEnding(SOON).closeCode()).hasValue(1000);
        }
    }

    @Test
    @Tag("NET-07")
    void aRunningCallIsAnsweredBeforeTheClose() throws Exception {
        try (OneBotFixture account = Reverse.universal(server).start()) {
            Connection connection = connected(server);
            Gate gate = account.backend().hold("get_friend_list");
            connection.sendText("{\"action\":\"get_friend_list\",\"echo\":1}");
            account.backend().awaitCall("get_friend_list");
            CompletableFuture<Void> stop = CompletableFuture.runAsync(account::stop);
            connection.expectNoText(Duration.ofMillis(200));
            gate.open();
            assertThat(connection.nextText(SOON)).contains("\"echo\":1");
            assertThat(connection.nextFrame(SOON).closeCode()).hasValue(1000);
            stop.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    @Tag("RWS-17")
    void aStopLeavesNoThreadBehindTheLibrariesOwnIncluded() {
        server.refuse(403).hang();
        try (OneBotFixture account = Reverse.universal(server).start()) {
            await().atMost(SOON).until(() -> server.attempts().size() == 2);
            account.stop();
            await().atMost(SOON)
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .noneMatch(name -> name.startsWith("tyrus-") || name.contains("ws_reverse")));
        }
    }

    @Test
    @Tag("RWS-17")
    void aRestartDialsAnew() {
        try (OneBotFixture account = Reverse.universal(server).start()) {
            Connection before = connected(server);
            account.restart();
            assertThat(before.nextEnding(SOON).closeCode()).hasValue(1000);
            connected(server);
            assertThat(server.attempts()).hasSize(2);
        }
    }

    @Test
    @Tag("RWS-18")
    void thereAreNoPingsByDefault() {
        try (OneBotFixture account = Reverse.universal(server).start()) {
            assertThat(connected(server).pollFrame(Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    @Tag("RWS-18")
    @Tag("M-06")
    void aMissingPongIsABrokenConnection() {
        try (OneBotFixture account =
                Reverse.universal(server).set("ws_ping_interval", "500").start()) {
            Connection answering = connected(server);
            for (int i = 0; i < 6; i++) {
                assertThat(answering.nextFrame(SOON).opcode()).isEqualTo(WebSocketFrame.PING);
            }
            assertThat(server.attempts()).hasSize(1);
            answering.answerPings(false);
            Connection next = connected(server);
            assertThat(next.nextFrame(SOON).opcode()).isEqualTo(WebSocketFrame.PING);
            assertThat(answering.nextEnding(SOON).isEnd()).isTrue();
        }
    }
}
