package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.control.HostControl.MessageQuery;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.OneBotException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.WebSocketPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Accounts of a configuration file with all that is installed, sandboxes on real sockets; and the file changing. */
class AccountsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int EVENTS = 2_000;
    private static final Duration NEVER = Duration.ofMillis(500);

    @TempDir
    Path home;

    private int http;
    private int ws;
    private int other;
    private @Nullable Accounts accounts;

    @BeforeEach
    void ports() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        http = sockets.get(0).getLocalPort();
        ws = sockets.get(1).getLocalPort();
        other = sockets.get(2).getLocalPort();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }

    @AfterEach
    void stop() {
        if (accounts != null) {
            accounts.stop(Duration.ofSeconds(3));
        }
    }

    /** The beginning of each file: all listeners on this machine, at ports that are free. */
    private String general(String... more) {
        return "[general]\nhost = 127.0.0.1\nws_host = 127.0.0.1\nuse_ws = yes\nport = " + http + "\nws_port = " + ws
                + "\nconsole_port = 1\nws_reverse_reconnect_interval = 100\n" + String.join("\n", more) + "\n";
    }

    private void write(String text) {
        try {
            Files.writeString(home.resolve("config.ini"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Accounts start(String text) {
        write(text);
        ConfigLoader loader = new ConfigLoader(home, Map.of(), Map.of(), key -> false);
        Accounts made = new Accounts(loader, loader.loadAll(), Trace.off());
        accounts = made;
        made.start();
        return made;
    }

    private Reloaded reload(String text) {
        write(text);
        return java.util.Objects.requireNonNull(accounts).reload();
    }

    private RawWebSocket listen(String path) {
        RawWebSocket bot = RawWebSocket.open(ws, path);
        assertThat(bot.nextText(SOON)).contains("\"connect\"");
        return bot;
    }

    private static void say(OneBot account, String text) {
        account.control()
                .orElseThrow()
                .say((JsonObject) Json.parse("{\"type\":\"private\",\"user_id\":10001,\"message\":\"" + text + "\"}"))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static void expect(WebSocketPeer bot, long selfId, String text) {
        assertThat(bot.nextText(SOON)).contains("\"self_id\":" + selfId, "\"raw_message\":\"" + text + "\"");
    }

    private static int said(OneBot account) {
        return account.control()
                                .orElseThrow()
                                .messages(new MessageQuery("", OptionalLong.empty(), false, 100))
                                .get("messages")
                        instanceof JsonArray messages
                ? messages.size()
                : -1;
    }

    private int status(String path, String... headers) {
        return RawHttp.fetch(http, "GET", path, headers).status();
    }

    @Test
    @Tag("ACC-01")
    void theLinesAboutActionsAndEventsNameTheAccount() {
        Logger activity = (Logger) LoggerFactory.getLogger("onekyu.activity");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        activity.setLevel(Level.DEBUG);
        activity.addAppender(lines);
        try {
            Accounts all = start(general() + "[10001000]\n[20002000]\n");
            say(all.list().get(1), "to two");
            assertThat(status("/10001000/get_status")).isEqualTo(200);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(List.copyOf(lines.list))
                            .extracting(ILoggingEvent::getFormattedMessage)
                            .anyMatch(line ->
                                    line.startsWith("account 20002000: event ") && line.contains(" message/private"))
                            .anyMatch(line -> line.startsWith("account 10001000: http ")
                                    && line.contains("-> get_status retcode 0")));
        } finally {
            activity.detachAppender(lines);
            activity.setLevel(null);
        }
    }

    @Test
    @Tag("ACC-01")
    @Tag("ACC-02")
    @Tag("ACC-04")
    @Tag("ACC-05")
    void eachAccountIsAWorldOfItsOwnBehindTheSamePorts() throws Exception {
        Accounts all = start(general() + "[10001000]\n[20002000]\naccess_token = t\n");
        OneBot first = all.list().get(0);
        OneBot second = all.list().get(1);

        try (RawWebSocket one = listen("/10001000/");
                RawWebSocket two = RawWebSocket.open(ws, "/event", "X-Self-ID: 20002000", "Authorization: Bearer t")) {
            assertThat(two.nextText(SOON)).contains("\"self_id\":20002000", "\"connect\"");
            say(first, "to one");
            say(second, "to two");
            expect(one, 10001000, "to one");
            expect(two, 20002000, "to two");
            one.expectNoText(NEVER);
        }
        assertThat(status("/10001000/send_private_msg?user_id=10001&message=x")).isEqualTo(200);
        assertThat(said(first)).isEqualTo(2);
        assertThat(said(second)).isOne();
        assertThat(home.resolve("data/10001000/sandbox/10001000.world")).exists();
        assertThat(home.resolve("data/20002000/sandbox/20002000.world")).exists();
    }

    @Test
    @Tag("ACC-02")
    void oneThatCannotStartKeepsAllFromStarting() throws Exception {
        try (ServerSocket taken = new ServerSocket(other, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(general() + "[10001000]\n[20002000]\nport = " + other + "\n"))
                    .isInstanceOf(OneBotException.class)
                    .hasMessageContaining("OKY-1101")
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
            stop();
            assertThat(isFree(http)).isTrue();
            assertThat(isFree(ws)).isTrue();
        }
    }

    @Test
    @Tag("ACC-09")
    void mistake14AnAccountThatStopsLeavesThePortToTheOthersAndTheLastOneFreesIt() throws Exception {
        Accounts all = start(general() + "[10001000]\n[20002000]\n");

        try (RawWebSocket one = listen("/10001000/");
                RawWebSocket two = listen("/20002000/");
                RawHttp kept = RawHttp.connect(http)) {
            assertThat(kept.get("/10001000/get_status").status()).isEqualTo(200);
            all.list().get(0).stop();

            assertThat(one.nextEnding(SOON)).isNotNull();
            assertThat(kept.get("/10001000/get_status").status()).isEqualTo(404);
            assertThat(kept.get("/get_status", "X-Self-ID: 10001000").status()).isEqualTo(404);
            assertThat(kept.get("/20002000/get_status").status()).isEqualTo(200);
            assertThat(kept.get("/get_status").status()).as("alone now").isEqualTo(200);
            say(all.list().get(1), "still here");
            expect(two, 20002000, "still here");
        }
        all.list().get(1).stop();
        assertThat(isFree(http)).isTrue();
        assertThat(isFree(ws)).isTrue();
        start(general() + "[10001000]\n[20002000]\n");
        assertThat(status("/10001000/get_status")).isEqualTo(200);
    }

    @Test
    @Tag("EP-17")
    void aClientOfAnUntouchedEndpointGetsEveryEventAcrossReloads() throws Exception {
        String before = general("[10001000]", "[10001000.http.two]", "port = " + other);
        Accounts all = start(before);
        OneBot account = all.list().get(0);

        try (RawWebSocket bot = listen("/")) {
            say(account, "1");
            Reloaded changed = reload(before + "access_token = t\n");
            say(account, "2");
            Reloaded gone = reload(general("[10001000]"));
            say(account, "3");
            Reloaded back = reload(before);
            say(account, "4");

            for (int i = 1; i <= 4; i++) {
                expect(bot, 10001000, String.valueOf(i));
            }
            assertThat(changed.restarted()).containsExactly("10001000 http.two");
            assertThat(changed.unchanged()).containsExactly("10001000 http", "10001000 ws");
            assertThat(gone.stopped()).containsExactly("10001000 http.two");
            assertThat(back.started()).containsExactly("10001000 http.two");
        }
    }

    @Test
    @Tag("EP-17")
    void connectionsInBothDirectionsLoseNothingWhileOtherEndpointsAreReloadedUnderLoad() throws Exception {
        try (RawWebSocketServer peer = RawWebSocketServer.open()) {
            String before = general("[10001000]", "[10001000.ws_reverse.bot]", "url = " + peer.url("/"));
            Accounts all = start(before);
            OneBot account = all.list().get(0);
            RawWebSocketServer.Connection dialled = peer.next(SOON);
            assertThat(dialled.nextText(SOON)).contains("\"connect\"");
            try (RawWebSocket bot = listen("/")) {
                CompletableFuture<Void> speaker = CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < EVENTS; i++) {
                        say(account, "event " + i);
                    }
                });
                int reloads = 0;
                while (!speaker.isDone()) {
                    reload(before + "[10001000.http.two]\nport = " + other + "\naccess_token = " + reloads++ + "\n");
                }
                speaker.get(60, TimeUnit.SECONDS);

                assertThat(reloads).isGreaterThan(2);
                for (int i = 0; i < EVENTS; i++) {
                    expect(bot, 10001000, "event " + i);
                    expect(dialled, 10001000, "event " + i);
                }
                assertThat(peer.attempts()).hasSize(1);
            }
        }
    }

    @Test
    @Tag("EP-17")
    @Tag("ACC-10")
    void whatIsRefusedChangesNothing() throws Exception {
        String before = general("[10001000]", "[10001000.http.two]", "port = " + other);
        Accounts all = start(before);
        OneBot account = all.list().get(0);

        try (RawWebSocket bot = listen("/");
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(before + "port = 1\n", "OKY-1001");
            refused(before + "\n[10001000.smtp.x]\n", "there is no transport smtp");
            refused(before + "\n[10001000.post.x]\nurl = http://localhost:" + http + "/\n", "OKY-1015");
            refused(before.replace("port = " + other, "port = " + taken.getLocalPort()), "OKY-1101");
            refused(before + "[20002000]\nport = " + taken.getLocalPort() + "\n", "OKY-1101");

            say(account, "still here");
            expect(bot, 10001000, "still here");
            assertThat(RawHttp.fetch(other, "GET", "/get_status").status()).isEqualTo(200);
            assertThat(all.list()).containsExactly(account);
            write(before);
            assertThat(all.reload().unchanged()).hasSize(3);
        }
    }

    private void refused(String text, String reason) {
        assertThatThrownBy(() -> reload(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(reason);
    }

    @Test
    @Tag("EP-17")
    void mistake9AReverseEndpointThatWasChangedDialsOnceAndNotTwice() throws Exception {
        try (RawWebSocketServer peer = RawWebSocketServer.open()) {
            String reverse = "[10001000.ws_reverse.bot]\nurl = " + peer.url("/");
            start(general("[10001000]", reverse + "one"));
            RawWebSocketServer.Connection first = peer.next(SOON);

            reload(general("[10001000]", reverse + "two"));
            assertThat(first.nextEnding(SOON)).isNotNull();
            RawWebSocketServer.Connection second = peer.next(SOON);
            assertThat(second.target()).isEqualTo("/two");

            for (int i = 0; i < 3; i++) {
                second.drop();
                second = peer.next(SOON);
                assertThat(second.target()).isEqualTo("/two");
                assertThat(peer.poll(NEVER))
                        .as("a second loop would come, at 100 ms")
                        .isEmpty();
            }
            reload(general("[10001000]"));
            assertThat(second.nextEnding(SOON)).isNotNull();
            assertThat(peer.poll(NEVER)).isEmpty();
        }
    }

    @Test
    @Tag("ACC-01")
    @Tag("EP-17")
    void accountsComeAndGoWithAReload() throws Exception {
        Accounts all = start(general("[10001000]"));
        OneBot first = all.list().get(0);
        say(first, "before");

        try (RawWebSocket bot = listen("/")) {
            Reloaded more = reload(general("[10001000]", "[20002000]"));
            assertThat(more.started()).containsExactly("20002000 http", "20002000 ws");
            assertThat(more.unchanged()).containsExactly("10001000 http", "10001000 ws");
            assertThat(status("/get_status")).isEqualTo(404);
            assertThat(status("/20002000/get_status")).isEqualTo(200);
            OneBot second = all.list().get(1);

            Reloaded less = reload(general("[10001000]"));
            assertThat(less.stopped()).containsExactly("20002000 http", "20002000 ws");
            assertThat(second.ready()).isFalse();
            assertThat(status("/get_status")).isEqualTo(200);

            say(first, "after");
            expect(bot, 10001000, "after");
            assertThat(said(first))
                    .as("the world of the time when it was alone")
                    .isEqualTo(2);
        }
    }

    @Test
    @Tag("ACC-02")
    @Tag("EP-17")
    void whatConcernsTheWholeAccountRestartsThatAccountAlone() throws Exception {
        Accounts all = start(general("[10001000]", "[20002000]"));

        try (RawWebSocket one = listen("/10001000/");
                RawWebSocket two = listen("/20002000/")) {
            Reloaded reloaded = reload(general("[10001000]", "post_message_format = array", "[20002000]"));

            assertThat(reloaded.restarted()).containsExactly("10001000 http", "10001000 ws");
            assertThat(one.nextEnding(SOON)).isNotNull();
            say(all.list().get(1), "x");
            expect(two, 20002000, "x");
            try (RawWebSocket again = listen("/10001000/")) {
                say(all.list().get(0), "y");
                assertThat(again.nextText(SOON)).contains("\"message\":[{");
            }
        }
    }

    @Test
    @Tag("EP-16")
    void anEndpointCanBePausedWhileTheOthersGoOn() throws Exception {
        Accounts all = start(general("[10001000]", "[20002000]"));
        OneBot first = all.list().get(0);

        try (RawWebSocket one = listen("/10001000/");
                RawWebSocket two = listen("/20002000/")) {
            first.pause("ws");
            assertThat(one.nextEnding(SOON)).isNotNull();
            assertThat(RawWebSocket.attempt(ws, "/10001000/").status()).isEqualTo(404);
            assertThat(first.endpoints())
                    .filteredOn(state -> state.name().equals("ws"))
                    .extracting(EndpointState::phase)
                    .containsExactly(EndpointState.Phase.PAUSED);
            say(all.list().get(1), "x");
            expect(two, 20002000, "x");

            first.resume("ws");
            listen("/10001000/").close();
        }
    }

    private static boolean isFree(int port) {
        return await().atMost(SOON)
                .until(
                        () -> {
                            try (Socket probe = new Socket()) {
                                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                                return false;
                            } catch (IOException nobody) {
                                return true;
                            }
                        },
                        free -> free);
    }
}
