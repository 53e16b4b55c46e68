package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.PlainJson;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.WebSocketFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Start, stop and what keeps a connection alive or ends it. */
class LifeTest {
    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean accepts(int port) {
        return accepts(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    @Tag("NET-05")
    void aTakenPortRefusesTheStartAndTheMessageHelps() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> Bots.account().set("ws_port", port).start())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("OKY-1101")
                    .hasMessageContaining("ws")
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("ws_port");
        }
    }

    @Test
    @Tag("NET-05")
    void aHostThatIsNotOursRefusesTheStart() {
        assertThatThrownBy(() -> Bots.account().set("ws_host", "192.0.2.1").start())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("OKY-1101")
                .hasMessageContaining("192.0.2.1");
        assertThatThrownBy(() -> Bots.account().set("ws_host", "no such host").start())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("OKY-1102")
                .hasMessageContaining("no such host");
    }

    @Test
    @Tag("NET-02")
    void itListensWhereItIsToldAndNowhereElse() throws IOException {
        InetAddress v6 = InetAddress.getByName("::1");
        for (String host : new String[] {"::1", "[::1]"}) {
            try (OneBotFixture account = Bots.account().set("ws_host", host).start()) {
                assertThat(accepts(v6, account.port("ws"))).as(host).isTrue();
                assertThat(accepts(InetAddress.getByName("127.0.0.1"), account.port("ws")))
                        .isFalse();
            }
        }
    }

    @Test
    @Tag("NET-01")
    void itIsOffUnlessTurnedOn() {
        try (OneBotFixture account = Bots.account().unset("use_ws").start()) {
            assertThat(account.bot().transports()).isEmpty();
        }
    }

    @Test
    void theStatusNamesItWebsocket() {
        try (OneBotFixture account = Bots.account().start()) {
            Map<String, Object> reply =
                    PlainJson.object(Bots.ask(Bots.open(account, "/api"), "{\"action\":\"get_status\"}"));

            assertThat(reply.get("data").toString()).contains("websocket=true");
            assertThat(account.state("ws").health().good()).isTrue();
        }
    }

    @Test
    @Tag("WS-08")
    void onShutdownEverybodyGets1001AndTheEnd() {
        try (OneBotFixture account = Bots.account().start()) {
            List<RawWebSocket> bots = new ArrayList<>();
            for (String path : List.of("/api", "/event", "/")) {
                bots.add(path.equals("/api") ? Bots.open(account, path) : Bots.listen(account, path));
            }
            RawWebSocket deaf = Bots.open(account, "/api");
            deaf.answerCloses(false);
            bots.add(deaf);
            long before = System.nanoTime();

            account.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            for (RawWebSocket bot : bots) {
                assertThat(bot.nextFrame(Duration.ofSeconds(2)).closeCode()).hasValue(1001);
                assertThat(bot.nextFrame(Duration.ofSeconds(2)).isEnd()).isTrue();
            }
        }
    }

    @Test
    @Tag("NET-07")
    void aRunningCallIsAnsweredBeforeTheEnd() throws Exception {
        try (OneBotFixture account = Bots.account().start()) {
            RawWebSocket bot = Bots.open(account, "/api");
            Gate host = account.backend().hold("get_group_list");
            bot.sendText("{\"action\":\"get_group_list\",\"echo\":1}");
            host.awaitReached(Bots.SOON);
            int port = account.port("ws");

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(account::stop);
            while (accepts(port)) {
                assertThat(stopped).isNotDone(); // the port is closed first, while the call still runs
            }
            bot.sendText("{\"action\":\"get_login_info\",\"echo\":2}");
            host.open();

            assertThat(bot.nextText(Bots.SOON)).endsWith("\"echo\":1}");
            assertThat(bot.nextFrame(Bots.SOON).closeCode()).hasValue(1001);
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @Tag("M-14")
    void itStartsAgainAtOnceOnTheSamePortAndPeersComeBack() {
        try (OneBotFixture account = Bots.account().start()) {
            int port = account.port("ws");
            for (int i = 0; i < 3; i++) {
                RawWebSocket bot = Bots.listen(account, "/");
                account.restart();
                assertThat(account.port("ws")).isEqualTo(port);
                assertThat(bot.nextEnding(Bots.SOON)).isNotNull();
            }
        }
    }

    @Test
    void noThreadOfTheEngineIsLeftOrEvenMade() {
        try (OneBotFixture account = Bots.account().start()) {
            for (int i = 0; i < 20; i++) {
                RawWebSocket bot = Bots.listen(account, "/");
                Bots.ask(bot, "{\"action\":\"get_login_info\"}");
                bot.sendPing("x");
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("tyrus"))
                    .anyMatch(name -> name.startsWith("onekyu-ws-"));
        }
    }

    @Test
    @Tag("WS-07")
    @Tag("RWS-18")
    void noPingsAreSentByDefault() {
        try (OneBotFixture account = Bots.account().start()) {
            assertThat(Bots.listen(account, "/").pollFrame(Duration.ofSeconds(1)))
                    .isEmpty();
        }
    }

    @Test
    @Tag("RWS-18")
    @Tag("M-06")
    void pingsKeepAnAnsweringPeerAndEndASilentOne() {
        try (OneBotFixture account =
                Bots.account().set("ws_ping_interval", "500").start()) {
            RawWebSocket dead = Bots.listen(account, "/event");
            dead.answerPings(false);
            RawWebSocket alive = Bots.listen(account, "/event");

            WebSocketFrame first = dead.nextFrame(Bots.SOON);
            assertThat(first.opcode()).isEqualTo(WebSocketFrame.PING);
            WebSocketFrame end = dead.nextEnding(Bots.SOON);
            assertThat(end.isEnd()).isTrue();
            assertThat(Duration.ofNanos(end.nanoTime() - first.nanoTime())).isGreaterThan(Duration.ofMillis(600));

            for (int i = 0; i < 6; i++) {
                assertThat(alive.nextFrame(Bots.SOON).opcode()).isEqualTo(WebSocketFrame.PING);
            }
        }
    }

    @Test
    void aPeerThatDoesNotAnswerACloseIsCutOff() {
        try (OneBotFixture account = Bots.hastyAccount().start()) {
            RawWebSocket bot = Bots.open(account, "/api");
            bot.answerCloses(false);

            bot.sendRaw(WebSocketFrame.encode(true, 3, true, new byte[0]));

            assertThat(bot.nextFrame(Bots.SOON).closeCode()).hasValue(1002);
            assertThat(bot.nextFrame(Bots.SOON).isEnd()).isTrue();
            long end = System.nanoTime() + Bots.SOON.toNanos();
            boolean cut = false;
            while (!cut && System.nanoTime() < end) {
                try {
                    bot.sendPing("still there?");
                    bot.pollFrame(Duration.ofMillis(20));
                } catch (java.io.UncheckedIOException reset) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
        }
    }

    @Test
    @Tag("NET-06")
    void largeMessagesPassBothWays() {
        try (OneBotFixture account = Bots.account().start()) {
            RawWebSocket bot = Bots.open(account, "/api");
            for (int size : new int[] {10 << 20, 52 << 20}) {
                String echo = "e".repeat(size - 100);

                bot.sendText("{\"action\":\"nope\",\"echo\":\"" + echo + "\"}");

                String reply = bot.nextText(Duration.ofSeconds(60));
                assertThat(reply.length()).isGreaterThan(echo.length());
                assertThat(reply.startsWith("{\"status\":\"failed\",\"retcode\":1404"))
                        .isTrue();
                assertThat(reply.endsWith(echo + "\"}")).isTrue();
            }
        }
    }

    @Test
    @Tag("NET-06")
    void aMessageOverTheLimitIs1009InOneFrameOrInMany() {
        try (OneBotFixture account =
                Bots.account().set("max_message_size", "1000").start()) {
            RawWebSocket bot = Bots.open(account, "/api");
            bot.sendText(" ".repeat(1000));
            assertThat(bot.nextText(Bots.SOON)).contains("1400");
            bot.sendFragments(new byte[500], new byte[500]);
            assertThat(bot.nextText(Bots.SOON)).contains("1400");
            bot.sendText(" ".repeat(1001));
            assertThat(bot.nextFrame(Bots.SOON).closeCode()).hasValue(1009);

            RawWebSocket other = Bots.open(account, "/api");
            other.sendFragments(new byte[500], new byte[501]);
            assertThat(other.nextFrame(Bots.SOON).closeCode()).hasValue(1009);
        }
    }

    @Test
    @Tag("NET-06")
    void a1009ArrivesAlthoughThePeerIsStillSending() {
        try (OneBotFixture account =
                Bots.account().set("max_message_size", "1000").start()) {
            RawWebSocket bot = Bots.open(account, "/api");

            bot.sendText("x".repeat(8_000_000));

            assertThat(bot.nextFrame(Bots.SOON).closeCode()).hasValue(1009);
        }
    }

    @Test
    @Tag("NET-08")
    void noTokenIsLoggedAtInfoOrAbove() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.setLevel(Level.INFO);
        root.addAppender(lines);
        try (OneBotFixture account =
                Bots.account().set("access_token", Bots.TOKEN).start()) {
            RawWebSocket bot = Bots.open(account, "/?access_token=" + Bots.TOKEN);
            bot.sendRaw(new byte[] {1, 2, 3, 4}); // an error is worth a line, too
            bot.nextEnding(Bots.SOON);
            Bots.open(account, "/api", "Authorization: Bearer " + Bots.TOKEN).reset();
            RawWebSocket.attempt(account.port("ws"), "/?access_token=x" + Bots.TOKEN);
            RawWebSocket.attempt(account.port("ws"), "/nope?access_token=" + Bots.TOKEN);
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("connected as Universal"))
                .noneMatch(line -> line.contains(Bots.TOKEN));
    }

    @Test
    void manyConnectionsAreServedAtOnce() {
        try (OneBotFixture account = Bots.account().start()) {
            List<RawWebSocket> bots = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                bots.add(Bots.listen(account, "/"));
            }
            for (int i = 0; i < bots.size(); i++) {
                bots.get(i).sendText("{\"action\":\"get_login_info\",\"echo\":" + i + "}");
            }
            for (int i = 0; i < bots.size(); i++) {
                assertThat(bots.get(i).nextText(Bots.SOON)).endsWith("\"echo\":" + i + "}");
            }
            account.backend().raise(Events.privateMessage("to all"));
            for (RawWebSocket bot : bots) {
                assertThat(bot.nextText(Bots.SOON)).contains("to all");
            }
            for (RawWebSocket bot : bots.subList(0, 100)) {
                bot.reset();
            }
            account.backend().raise(Events.privateMessage("to the rest"));
            for (RawWebSocket bot : bots.subList(100, 200)) {
                assertThat(bot.nextText(Bots.SOON)).contains("to the rest");
            }
        }
    }
}
