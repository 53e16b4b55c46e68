package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip: unpacked, started, called, stopped. */
class ZipIT {
    private static final String[] FREE_PORTS = {"--set", "port=0", "--set", "ws_port=0", "--set", "console_port=0"};

    @TempDir
    static Path unpacked;

    private static Path folder;

    @TempDir
    Path home;

    @BeforeAll
    static void unpack() {
        folder = OnekyuProcess.unpack(unpacked);
    }

    @Test
    void folderHasWhatItShould() {
        assertThat(folder.resolve("bin/onekyu")).isExecutable();
        assertThat(folder.resolve("bin/onekyu.bat")).exists();
        assertThat(folder.resolve("conf/config.ini.example")).exists();
        assertThat(folder.resolve("plugins/README.md")).exists();
        assertThat(folder.resolve("LICENSE")).exists();
        assertThat(folder.resolve("NOTICE")).exists();
    }

    @Test
    void withoutConfigurationItIsASandboxThatAnswersAndStopsOnSigterm() {
        try (OnekyuProcess onekyu = start(FREE_PORTS).awaitReady()) {
            assertThat(onekyu.out())
                    .startsWith("Onekyu 0.")
                    .contains("starting the SANDBOX on this machine only")
                    .contains("10000", "10001 Alice", "10002 Bob", "20001", "20002")
                    .contains("Ready in ")
                    .doesNotContain("Exception");
            JsonObject answer = json(onekyu.get("HTTP API", "/send_private_msg?user_id=10001&message=hello")
                    .body());
            assertThat(answer.integer("retcode")).hasValue(0);
            assertThat(answer.object("data").orElseThrow().integer("message_id"))
                    .isPresent();
            assertThat(messages(onekyu)).containsExactly("hello");
            assertThat(accepts(onekyu.port("WebSocket"))).isTrue();

            assertThat(onekyu.terminate()).isIn(0, 143);
            assertThat(onekyu.out()).contains("Stopped.");
            assertThat(onekyu.err()).isEmpty();
        }
        assertThat(home)
                .isDirectoryNotContaining(f -> !f.getFileName().toString().equals("data"));
    }

    @Test
    void whatMattersIsOneLineOnTheScreen() {
        try (OnekyuProcess onekyu = start(FREE_PORTS).awaitReady()) {
            onekyu.get("HTTP API", "/send_private_msg?user_id=10001&message=secretly");

            await().atMost(Duration.ofSeconds(10)).until(() -> onekyu.out().contains("send_private_msg"));
            assertThat(onekyu.out()).doesNotContain("secretly");
        }
    }

    @Test
    @Tag("NET-05")
    void busyPortIsNamedAndNothingListens() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int free = freePort();
            int console = freePort();
            try (OnekyuProcess onekyu = start(
                    "--set", "port=" + free,
                    "--set", "ws_port=" + busy.getLocalPort(),
                    "--set", "console_port=" + console)) {
                assertThat(onekyu.awaitExit()).isEqualTo(69);
                assertThat(onekyu.err())
                        .startsWith("OKY-")
                        .contains(Integer.toString(busy.getLocalPort()))
                        .doesNotContain("\tat ")
                        .hasLineCount(1);
                assertThat(onekyu.out()).doesNotContain("Ready");
            }
            assertThat(accepts(free)).isFalse();
            assertThat(accepts(console)).isFalse();
        }
    }

    @Test
    void busyConsolePortIsNamedToo() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                OnekyuProcess onekyu = start(
                        "--set", "port=0",
                        "--set", "ws_port=0",
                        "--set", "console_port=" + busy.getLocalPort())) {
            assertThat(onekyu.awaitExit()).isEqualTo(69);
            assertThat(onekyu.err())
                    .startsWith("OKY-")
                    .contains(Integer.toString(busy.getLocalPort()))
                    .hasLineCount(1);
        }
    }

    @Test
    @Tag("CFG-08")
    void brokenFileIsNamedAndStaysAsItWas() throws IOException {
        Path file = home.resolve("config/10000.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"port\": 1,\n}");
        try (OnekyuProcess onekyu = start(FREE_PORTS)) {
            assertThat(onekyu.awaitExit()).isEqualTo(78);
            assertThat(onekyu.err())
                    .startsWith("OKY-1001 " + file)
                    .contains("line 2")
                    .doesNotContain("\tat ")
                    .hasLineCount(1);
        }
        assertThat(file).hasContent("{\"port\": 1,\n}");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    @Tag("CFG-05")
    void unknownKeyThatWasTypedIsNamed() {
        try (OnekyuProcess onekyu = start("--set", "prot=1")) {
            assertThat(onekyu.awaitExit()).isEqualTo(78);
            assertThat(onekyu.err()).contains("prot", "did you mean port?").hasLineCount(1);
        }
    }

    @Test
    @Tag("CFG-09")
    void accountBesideAnotherOneGetsItsFile() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/20002000.json"), "{}");
        try (OnekyuProcess onekyu = start(List.of(FREE_PORTS), "--set", "self_id=10001000", "--set", "host=127.0.0.1")
                .awaitReady()) {
            Path written = home.resolve("config/10001000.json");
            assertThat(onekyu.out()).contains(written.toString());
            assertThat(json(Files.readString(written)).integer("port")).hasValue(5700);
            assertThat(onekyu.get("HTTP API", "/get_status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void sandboxOpenToOtherMachinesWarns() {
        try (OnekyuProcess onekyu =
                start(List.of(FREE_PORTS), "--set", "host=0.0.0.0").awaitReady()) {
            assertThat(onekyu.out()).contains("OKY-1808").doesNotContain("on this machine only");
        }
        try (OnekyuProcess onekyu = start(
                        List.of(FREE_PORTS), "--set", "host=0.0.0.0", "--set", "access_token=hidden-t")
                .awaitReady()) {
            assertThat(onekyu.out()).contains("access token required").doesNotContain("OKY-1808", "hidden-t");
            assertThat(onekyu.get("HTTP API", "/get_status").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void killLosesNoMessageThatWasAcknowledged() {
        try (OnekyuProcess onekyu = start(FREE_PORTS).awaitReady()) {
            for (int i = 0; i < 5; i++) {
                assertThat(onekyu.get("HTTP API", "/send_private_msg?user_id=10001&message=m" + i)
                                .body())
                        .contains("\"retcode\":0");
            }
            onekyu.kill();
        }
        try (OnekyuProcess onekyu = start(FREE_PORTS).awaitReady()) {
            assertThat(messages(onekyu)).containsExactly("m0", "m1", "m2", "m3", "m4");
        }
    }

    @Test
    void samePortsCanBeUsedAgainAtOnce() throws IOException {
        String[] ports = {
            "--set", "port=" + freePort(), "--set", "ws_port=" + freePort(), "--set", "console_port=" + freePort()
        };
        for (int i = 0; i < 3; i++) {
            try (OnekyuProcess onekyu = start(ports).awaitReady()) {
                onekyu.get("HTTP API", "/send_private_msg?user_id=10001&message=m");
                assertThat(messages(onekyu)).hasSize(i + 1);
                assertThat(onekyu.terminate()).isIn(0, 143);
            }
        }
    }

    @Test
    void stopEndsWithinTheGraceEvenWhileAConnectionIsOpen() throws IOException {
        try (OnekyuProcess onekyu = start(FREE_PORTS).awaitReady();
                Socket idle = new Socket("127.0.0.1", onekyu.port("HTTP API"))) {
            idle.getOutputStream().write("POST /get_status HTTP/1.1\r\nContent-Le".getBytes(StandardCharsets.US_ASCII));
            long begin = System.nanoTime();

            assertThat(onekyu.terminate()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void environmentIsRead() {
        try (OnekyuProcess onekyu = OnekyuProcess.start(
                        folder,
                        Map.of(
                                "ONEKYU_HOME", home.toString(),
                                "ONEKYU_PORT", "0",
                                "ONEKYU_CONSOLE_PORT", "0",
                                "ONEKYU_USE_WS", "no"))
                .awaitReady()) {
            assertThat(onekyu.out()).doesNotContain("WebSocket ");
            assertThat(home.resolve("data")).isDirectory();
        }
    }

    private OnekyuProcess start(String... arguments) {
        return start(List.of(arguments));
    }

    private OnekyuProcess start(List<String> arguments, String... more) {
        List<String> all = new java.util.ArrayList<>(List.of("run", "--home", home.toString()));
        all.addAll(arguments);
        all.addAll(List.of(more));
        return OnekyuProcess.start(folder, Map.of(), all.toArray(String[]::new));
    }

    private static List<String> messages(OnekyuProcess onekyu) {
        String body =
                onekyu.get("Page", "/sandbox/v1/messages?chat=private:10001").body();
        return json(body).array("messages").orElse(JsonArray.EMPTY).stream()
                .map(message -> ((JsonObject) message).string("raw_message", ""))
                .toList();
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
