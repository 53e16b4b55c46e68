package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.ReportReceiver;
import io.github.onekyu.testkit.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole journey in the real program: one event over all transports, a quick reply, a jar from outside. */
class JourneyIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SECRET = "kSLuTF2GC2Q4q4ugm3";

    @TempDir
    static Path unpacked;

    private static Path folder;

    @TempDir
    Path home;

    @BeforeAll
    static void unpack() {
        folder = OnekyuProcess.unpack(unpacked);
    }

    private OnekyuProcess start(String... settings) {
        List<String> arguments = new java.util.ArrayList<>(List.of("--home", home.toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        for (String port : new String[] {"port", "ws_port", "console_port"}) {
            arguments.addAll(List.of("--set", port + "=0"));
        }
        return OnekyuProcess.start(folder, Map.of(), arguments.toArray(String[]::new))
                .awaitReady();
    }

    @Test
    @Tag("ORD-01")
    @Tag("ORD-02")
    @Tag("POST-04")
    @Tag("POST-09")
    @Tag("WS-30")
    void oneMessageReachesEveryTransportInOrderAndTheQuickReplyIsSaidFirst() throws Exception {
        try (ReportReceiver reports = ReportReceiver.open();
                RawWebSocketServer reverse = RawWebSocketServer.open()) {
            reports.reply(200, "{\"reply\":\"quick\"}");
            try (OnekyuProcess onekyu = start(
                    "post_url=" + reports.url(),
                    "secret=" + SECRET,
                    "use_ws_reverse=yes",
                    "ws_reverse_event_url=" + reverse.url("/event"))) {
                var reverseEvents = reverse.next(SOON);
                RawWebSocket events = RawWebSocket.open(onekyu.port("WebSocket"), "/event/");
                RawWebSocket universal = RawWebSocket.open(onekyu.port("WebSocket"), "/");
                for (var greeted : List.of(reverseEvents, events, universal)) {
                    assertThat(greeted.nextText(SOON)).contains("\"connect\"");
                }

                onekyu.post(
                        "Page",
                        "/sandbox/v1/messages",
                        "{\"type\":\"private\",\"user_id\":10001,\"message\":\"hello\"}");

                ReportReceiver.Request report = reports.nextEvent(SOON);
                WebSocketFrame first = events.nextTextFrame(SOON);
                WebSocketFrame second = universal.nextTextFrame(SOON);
                WebSocketFrame third = reverseEvents.nextTextFrame(SOON);
                assertThat(report.headers().first("X-Signature")).hasValue("sha1=" + hmac(report.body()));
                for (WebSocketFrame frame : List.of(first, second, third)) {
                    assertThat(Json.parse(frame.text())).isEqualTo(Json.parse(report.text()));
                }
                assertThat(report.nanoTime())
                        .as("the report comes before everything else")
                        .isLessThan(Stream.of(first, second, third)
                                .mapToLong(WebSocketFrame::nanoTime)
                                .min()
                                .orElseThrow());
                // The quick reply was carried out before the WebSocket copies left, so it is there already.
                assertThat(said(onekyu)).containsExactly("hello", "quick");
            }
        }
    }

    @Test
    void aTransportFromOutsideRunsWhenItsJarIsDroppedIn() throws Exception {
        Path plugin = folder.resolve("plugins").resolve("lines.jar");
        Files.copy(exampleJar(), plugin);
        try (OnekyuProcess onekyu = start("use_lines=yes", "lines_port=0")) {
            assertThat(onekyu.out()).contains("lines");
            int port = Integer.parseInt(onekyu.out().replaceAll("(?s).*\n  lines +127\\.0\\.0\\.1:(\\d+)\n.*", "$1"));
            try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
                socket.setSoTimeout(10_000);
                var in = new java.io.BufferedReader(
                        new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(in.readLine()).contains("\"connect\"");
                socket.getOutputStream()
                        .write("{\"action\":\"get_login_info\",\"echo\":1.10}\n".getBytes(StandardCharsets.UTF_8));
                assertThat(in.readLine()).contains("\"user_id\":10000").endsWith(",\"echo\":1.10}");
            }
            assertThat(onekyu.terminate()).isIn(0, 143);
        } finally {
            Files.delete(plugin);
        }
    }

    @Test
    void aFlagWithNoJarForItIsRefused() {
        List<String> arguments = List.of("--home", home.toString(), "--set", "use_lines=yes");
        try (OnekyuProcess onekyu = OnekyuProcess.start(folder, Map.of(), arguments.toArray(String[]::new))) {
            assertThat(onekyu.awaitExit()).isEqualTo(78);
            assertThat(onekyu.err()).contains("use_lines").doesNotContain("\tat ");
        }
    }

    private static List<String> said(OnekyuProcess onekyu) {
        String body =
                onekyu.get("Page", "/sandbox/v1/messages?chat=private:10001").body();
        return ((JsonObject) Json.parse(body))
                .array("messages").orElse(JsonArray.EMPTY).stream()
                        .map(message -> ((JsonObject) message).string("raw_message", ""))
                        .toList();
    }

    private static Path exampleJar() throws IOException {
        Path target = Path.of("../examples/transport-lines/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("onekyu-example-.*\\d\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String hmac(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
