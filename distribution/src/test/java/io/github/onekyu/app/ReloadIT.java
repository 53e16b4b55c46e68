package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program reads its configuration again, by signal and by command, under a bot that is connected. */
class ReloadIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path unpacked;

    private static Path folder;

    @TempDir
    Path home;

    private int http;
    private int console;

    @BeforeAll
    static void unpack() {
        folder = OnekyuProcess.unpack(unpacked);
    }

    @BeforeEach
    void ports() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            http = one.getLocalPort();
            console = two.getLocalPort();
        }
    }

    private void write(String more) throws IOException {
        Files.writeString(
                home.resolve("config.ini"),
                "[general]\nhost = 127.0.0.1\nws_host = 127.0.0.1\nport = 0\nuse_ws = yes\nws_port = 0\nconsole_port = "
                        + console + "\n" + more);
    }

    private OnekyuProcess onekyu(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.toString();
        return OnekyuProcess.start(folder, Map.of(), all);
    }

    private static RawWebSocket listen(OnekyuProcess process) {
        RawWebSocket bot = RawWebSocket.open(process.port("WebSocket"), "/");
        assertThat(bot.nextText(SOON)).contains("\"connect\"");
        return bot;
    }

    private static void expectEvent(OnekyuProcess process, RawWebSocket bot, String text) {
        String body = "{\"type\":\"private\",\"user_id\":10001,\"message\":\"" + text + "\"}";
        assertThat(process.post("Page", "/sandbox/v1/messages", body).statusCode())
                .isEqualTo(200);
        assertThat(bot.nextText(SOON)).contains("\"raw_message\":\"" + text + "\"");
    }

    @Test
    @Tag("EP-17")
    void aSignalReloadsAndAConnectedBotNoticesNothing() throws Exception {
        write("");
        try (OnekyuProcess process = onekyu().awaitReady();
                RawWebSocket bot = listen(process)) {
            expectEvent(process, bot, "one");

            write("[10000.http.two]\nport = " + http + "\n");
            process.hangUp();
            await().atMost(SOON).until(() -> process.out().contains("reloaded: started 10000 http.two"));
            assertThat(RawHttp.fetch(http, "GET", "/get_status").status()).isEqualTo(200);
            expectEvent(process, bot, "two");

            write("[10000.http.two]\nport = " + http + "\nport = 1\n");
            process.hangUp();
            await().atMost(SOON).until(() -> process.out().contains("OKY-1109"));
            assertThat(process.out()).contains("OKY-1001");
            assertThat(RawHttp.fetch(http, "GET", "/get_status").status()).isEqualTo(200);
            expectEvent(process, bot, "three");

            assertThat(process.terminate()).isEqualTo(143);
        }
    }

    @Test
    @Tag("EP-17")
    void theCommandTellsTheProcessAndSaysWhatChanged() throws Exception {
        write("");
        try (OnekyuProcess process = onekyu().awaitReady();
                RawWebSocket bot = listen(process)) {
            assumeThat(process.get("Page", "/admin/v1/accounts").statusCode())
                    .as("a console with an admin API")
                    .isEqualTo(200);
            write("[10000.http.two]\nport = " + http + "\n");
            try (OnekyuProcess command = onekyu("reload")) {
                assertThat(command.awaitExit()).as(command.err()).isZero();
                assertThat(command.out()).contains("started    10000 http.two", "Reloaded; 2 other endpoints");
            }
            write("[10000.http.two]\nport = " + http + "\n[10000.smtp.x]\n");
            try (OnekyuProcess command = onekyu("reload")) {
                assertThat(command.awaitExit()).isEqualTo(78);
                assertThat(command.err()).contains("there is no transport smtp", "Nothing has changed.");
            }
            assertThat(RawHttp.fetch(http, "GET", "/get_status").status()).isEqualTo(200);
            expectEvent(process, bot, "still here");
        }
    }

    @Test
    @Tag("EP-17")
    void theCommandWithoutAProcessIs69AndWithABrokenFile78() throws Exception {
        write("");
        try (OnekyuProcess command = onekyu("reload")) {
            assertThat(command.awaitExit()).isEqualTo(69);
            assertThat(command.err()).contains("OKY-1811");
        }
        write("port = 1\n");
        try (OnekyuProcess command = onekyu("reload")) {
            assertThat(command.awaitExit()).isEqualTo(78);
            assertThat(command.err()).contains("OKY-1001");
        }
    }
}
