package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.SOON;
import static io.github.onekyu.transport.wsreverse.Reverse.connected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import io.github.onekyu.testkit.WebSocketFrame;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // many accounts only have to run
class SlowPeerTest {
    private final RawWebSocketServer server = RawWebSocketServer.open();
    private final RawWebSocketServer other = RawWebSocketServer.open();

    @AfterEach
    void close() {
        server.close();
        other.close();
    }

    @Test
    @Tag("WS-32")
    @Tag("M-02")
    void aPeerThatStopsReadingHoldsNobodyUpAndIsDialledAgain() throws Exception {
        String mebibyte = "x".repeat(1 << 20);
        try (OneBotFixture account = Reverse.account()
                .set("ws_reverse_api_url", other.url("/"))
                .set("ws_reverse_event_url", server.url("/"))
                .start()) {
            Connection api = other.next(SOON);
            Connection slow = connected(server);
            slow.pauseReading();
            CompletionStage<Long> last = null;
            for (int i = 0; i < 100; i++) {
                last = account.backend().raise(Events.privateMessage(mebibyte));
            }
            // Delivery never waits for the peer, ...
            last.toCompletableFuture().get(10, TimeUnit.SECONDS);
            // ... the other connection works, ...
            api.sendText("{\"action\":\"get_login_info\"}");
            assertThat(api.nextText(SOON)).contains("10001000");
            // ... and the slow one is replaced.
            Connection next = connected(server);
            account.backend().raise(Events.privateMessage("after"));
            WebSocketFrame frame;
            do {
                frame = next.nextFrame(SOON);
                assertThat(frame.opcode()).isEqualTo(WebSocketFrame.TEXT);
            } while (frame.payload().length > 1 << 20);
            assertThat(frame.text()).contains("after");
        }
    }

    @Test
    @Tag("NET-06")
    void aMessageOverTheLimitIsClosedWith1009() {
        try (OneBotFixture account =
                Reverse.universal(server).set("max_message_size", "1000").start()) {
            Connection bot = connected(server);
            bot.sendText("{\"action\":\"get_login_info\",\"echo\":\"" + "e".repeat(900) + "\"}");
            assertThat(bot.nextText(SOON)).contains("eee");
            bot.sendText("x".repeat(1001));
            assertThat(bot.nextFrame(SOON).closeCode()).hasValue(1009);
            // announced only: no byte of it need arrive
            bot = connected(server);
            bot.sendRaw(ByteBuffer.allocate(10)
                    .put((byte) 0x81)
                    .put((byte) 127)
                    .putLong(Long.MAX_VALUE)
                    .array());
            assertThat(bot.nextFrame(SOON).closeCode()).hasValue(1009);
            // in fragments
            bot = connected(server);
            bot.sendFragments(new byte[600], new byte[600]);
            assertThat(bot.nextFrame(SOON).closeCode()).hasValue(1009);
            connected(server);
        }
    }
}
