package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.ReportReceiver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed is what there is: each transport's jar alone, none of them, one that cannot be loaded. */
class DiscoveryIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final List<String> TRANSPORTS =
            List.of("transport-http", "transport-ws", "transport-ws-reverse", "transport-post");

    @TempDir
    static Path unpacked;

    private static Path whole;

    @TempDir
    Path here;

    @BeforeAll
    static void unpack() {
        whole = OnekyuProcess.unpack(unpacked);
    }

    /** The unpacked zip without the transports that are not named. */
    private Path installed(String... transports) throws IOException {
        Path folder = here.resolve("installed");
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("plugins"));
        Files.createDirectories(folder.resolve("bin"));
        Files.copy(
                whole.resolve("bin/onekyu"),
                folder.resolve("bin/onekyu"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        try (Stream<Path> jars = Files.list(whole.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                String name = jar.getFileName().toString();
                boolean left = TRANSPORTS.stream()
                        .filter(transport -> name.matches("onekyu-" + transport + "-\\d.*"))
                        .anyMatch(transport -> !Arrays.asList(transports).contains(transport));
                if (!left) {
                    Files.createLink(folder.resolve("lib").resolve(name), jar);
                }
            }
        }
        return folder;
    }

    private OnekyuProcess start(Path folder, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("--home", here.resolve("home").toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        for (String port : new String[] {"port", "ws_port", "console_port"}) {
            arguments.addAll(List.of("--set", port + "=0"));
        }
        return OnekyuProcess.start(folder, Map.of(), arguments.toArray(String[]::new));
    }

    private static void sayHi(OnekyuProcess onekyu) {
        onekyu.post("Page", "/sandbox/v1/messages", "{\"type\":\"private\",\"user_id\":10001,\"message\":\"hi\"}");
    }

    @Test
    @Tag("NET-01")
    void httpAlone() throws IOException {
        try (OnekyuProcess onekyu =
                start(installed("transport-http"), "use_ws=no").awaitReady()) {
            assertThat(onekyu.get("HTTP API", "/get_login_info").body()).contains("\"user_id\":10000");
        }
    }

    @Test
    @Tag("NET-01")
    void webSocketServerAlone() throws IOException {
        try (OnekyuProcess onekyu =
                start(installed("transport-ws"), "use_http=no").awaitReady()) {
            RawWebSocket bot = RawWebSocket.open(onekyu.port("WebSocket"), "/api");
            bot.sendText("{\"action\":\"get_login_info\"}");
            assertThat(bot.nextText(SOON)).contains("\"user_id\":10000");
        }
    }

    @Test
    @Tag("NET-01")
    void reverseWebSocketAlone() throws IOException {
        try (RawWebSocketServer bot = RawWebSocketServer.open();
                OnekyuProcess onekyu = start(
                                installed("transport-ws-reverse"),
                                "use_http=no",
                                "use_ws=no",
                                "use_ws_reverse=yes",
                                "ws_reverse_api_url=" + bot.url("/"))
                        .awaitReady()) {
            var connection = bot.next(SOON);
            connection.sendText("{\"action\":\"get_login_info\"}");
            assertThat(connection.nextText(SOON)).contains("\"user_id\":10000");
            assertThat(onekyu.out()).contains("Reverse WS");
        }
    }

    @Test
    @Tag("NET-01")
    void reportsAlone() throws IOException {
        try (ReportReceiver bot = ReportReceiver.open();
                OnekyuProcess onekyu = start(
                                installed("transport-post"), "use_http=no", "use_ws=no", "post_url=" + bot.url())
                        .awaitReady()) {
            sayHi(onekyu);
            assertThat(bot.nextEvent(SOON).text()).contains("\"raw_message\":\"hi\"");
        }
    }

    @Test
    void noTransportAtAllIsASandboxThatOnlyTheControlApiReaches() throws IOException {
        try (OnekyuProcess onekyu =
                start(installed(), "use_http=no", "use_ws=no").awaitReady()) {
            sayHi(onekyu);
            assertThat(onekyu.get("Page", "/sandbox/v1/messages").body()).contains("\"hi\"");
        }
    }

    @Test
    void aFlagThatIsOnWithoutItsJarNamesTheArtifact() throws IOException {
        try (OnekyuProcess onekyu = start(installed("transport-http"))) {
            assertThat(onekyu.awaitExit()).isEqualTo(78);
            assertThat(onekyu.err())
                    .contains("use_ws", "io.github.onekyu:onekyu-transport-ws")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aJarThatCannotBeLoadedIsReportedAndTheOthersRun() throws IOException {
        Path folder = installed("transport-http");
        brokenPlugin(folder.resolve("plugins/broken.jar"));
        try (OnekyuProcess onekyu = start(folder, "use_ws=no").awaitReady()) {
            assertThat(onekyu.out() + onekyu.err()).contains("OKY-1107", "io.example.Missing");
            assertThat(onekyu.get("HTTP API", "/get_login_info").statusCode()).isEqualTo(200);
        }
    }

    private static void brokenPlugin(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream content = new JarOutputStream(file)) {
            content.putNextEntry(new JarEntry("META-INF/services/io.github.onekyu.core.transport.TransportProvider"));
            content.write("io.example.Missing\n".getBytes(StandardCharsets.UTF_8));
            content.closeEntry();
        }
    }
}
