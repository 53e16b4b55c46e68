package io.github.onekyu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both raw ends against each other. */
class RawWebSocketTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(100);

    private final RawWebSocketServer server = RawWebSocketServer.open();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theRequestIsKeptAsItCame() {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/event/?a=b", "X-cLient-ROLE: Event")) {
            RawWebSocketServer.Connection connection = server.next("Event", SOON);

            assertThat(client.handshake().status()).isEqualTo(101);
            assertThat(connection.requestLine()).isEqualTo("GET /event/?a=b HTTP/1.1");
            assertThat(connection.target()).isEqualTo("/event/?a=b");
            assertThat(connection.headers().hasExactly("X-cLient-ROLE")).isTrue();
            assertThat(connection.headers().hasExactly("X-Client-Role")).isFalse();
            assertThat(server.attempts()).hasSize(1);
        }
    }

    @Test
    void textsOfEverySizeArriveAndOnlyTheClientMasks() {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/")) {
            RawWebSocketServer.Connection connection = server.next(SOON);
            for (int length : new int[] {0, 125, 126, 65_535, 65_536, 1_000_000}) {
                String text = "é".repeat(length / 2);
                client.sendText(text);
                connection.sendText(text);

                WebSocketFrame received = connection.nextFrame(SOON);
                assertThat(received.masked()).isTrue();
                assertThat(received.text()).isEqualTo(text);
                received = client.nextFrame(SOON);
                assertThat(received.masked()).isFalse();
                assertThat(received.text()).isEqualTo(text);
            }
        }
    }

    @Test
    void fragmentsArePutTogetherAroundPings() {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/")) {
            RawWebSocketServer.Connection connection = server.next(SOON);
            byte[] bytes = "你".getBytes(StandardCharsets.UTF_8);
            client.sendPing("before");
            client.sendFragments(new byte[] {bytes[0]}, new byte[] {bytes[1], bytes[2]});

            assertThat(connection.nextText(SOON)).isEqualTo("你");
            WebSocketFrame pong = client.nextFrame(SOON);
            assertThat(pong.opcode()).isEqualTo(WebSocketFrame.PONG);
            assertThat(pong.text()).isEqualTo("before");
        }
    }

    @Test
    void aCloseIsAnsweredAndTheConnectionEnds() {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/")) {
            server.next(SOON).close(1008);

            assertThat(client.nextFrame(SOON).closeCode()).hasValue(1008);
            assertThat(client.nextFrame(SOON).isEnd()).isTrue();
        }
    }

    @Test
    void aCloseWithoutCodeHasNone() {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/")) {
            server.next(SOON).closeEmpty();

            WebSocketFrame close = client.nextEnding(SOON);
            assertThat(close.isClose()).isTrue();
            assertThat(close.closeCode()).isEmpty();
        }
    }

    @Test
    void aDroppedConnectionIsTheEndWithoutAFrame() {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/")) {
            server.next(SOON).drop();

            assertThat(client.nextFrame(SOON).isEnd()).isTrue();
        }
    }

    @Test
    void whatIsLinedUpHappensOnce() {
        server.refuse(403).wrongAcceptKey();

        assertThat(RawWebSocket.attempt(server.port(), "/").status()).isEqualTo(403);
        assertThatThrownBy(() -> RawWebSocket.open(server.port(), "/")).hasMessageContaining("Sec-WebSocket-Accept");
        assertThat(RawWebSocket.attempt(server.port(), "/").status()).isEqualTo(101);
        assertThat(server.attempts()).hasSize(3);
    }

    @Test
    void silenceIsNoticedAndSoIsItsEnd() {
        try (RawWebSocket client = RawWebSocket.open(server.port(), "/")) {
            RawWebSocketServer.Connection connection = server.next(SOON);
            client.expectNoText(QUIET);
            assertThatThrownBy(() -> client.nextText(QUIET)).isInstanceOf(AssertionError.class);

            connection.sendText("x");
            assertThatThrownBy(() -> client.expectNoText(SOON)).hasMessageContaining("x");
        }
    }

    @Test
    void whoDoesNotReadGetsNothingUntilItReadsAgain() {
        try (RawWebSocket client = RawWebSocket.openNarrow(server.port(), "/")) {
            client.pauseReading();
            RawWebSocketServer.Connection connection = server.next(SOON);
            connection.sendText("first"); // may still be read
            connection.sendText("second");
            client.pollFrame(QUIET);
            assertThat(client.pollFrame(QUIET)).isEmpty();

            client.resumeReading();
            assertThat(client.nextText(SOON)).isIn("first", "second");
        }
    }
}
