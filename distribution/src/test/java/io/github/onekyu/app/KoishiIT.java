package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real bot framework against the real program: koishi with its OneBot adapter, in all the ways it can be connected.
 * As a server of reverse WebSocket it does not look at the token, so that nothing can be refused there.
 */
class KoishiIT {
    private static final String SELF_ID = "10000";

    @TempDir
    static Path unpacked;

    private static Path folder;

    @TempDir
    Path home;

    @BeforeAll
    static void install() throws Exception {
        // In CI the tools must be there: a test that is skipped in silence proves nothing.
        boolean node = KoishiBot.isNodeHere();
        if (System.getenv("CI") == null) {
            assumeTrue(node, "node and npm are not installed, so koishi cannot run");
        }
        assertThat(node).as("node and npm are installed").isTrue();
        KoishiBot.install();
        folder = OnekyuProcess.unpack(unpacked);
    }

    @Test
    @Tag("AUTH-03")
    void overForwardWebSocket() throws Exception {
        try (OnekyuProcess onekyu = start("access_token=t0k").awaitReady();
                BotProcess bot = dialling(onekyu, "t0k")) {
            new BotScenario(onekyu, bot, "ws").play();
        }
    }

    @Test
    @Tag("RWS-04")
    void overReverseUniversal() throws Exception {
        int port = freePort();
        try (BotProcess bot = KoishiBot.start(Map.of(
                        "KOISHI_PROTOCOL",
                        "ws-reverse",
                        "KOISHI_PORT",
                        Integer.toString(port),
                        "KOISHI_SELF_ID",
                        SELF_ID));
                OnekyuProcess onekyu = start(
                                "use_ws_reverse=yes",
                                "ws_reverse_use_universal_client=yes",
                                "ws_reverse_url=ws://127.0.0.1:" + port + "/onebot",
                                "ws_reverse_reconnect_interval=300")
                        .awaitReady()) {
            new BotScenario(onekyu, bot, "ws_reverse").play();
        }
    }

    /** Koishi calls with {@code Authorization: Token} and signs what it has read again, byte for byte as we must have. */
    @Test
    @Tag("AUTH-03")
    @Tag("POST-04")
    void overHttpAndReports() throws Exception {
        int port = freePort();
        try (OnekyuProcess onekyu = reporting(port, "s3cr3t").awaitReady();
                BotProcess bot = overHttp(onekyu, port, "t0k", "s3cr3t")) {
            new BotScenario(onekyu, bot, "http").play();
        }
    }

    @Test
    @Tag("AUTH-02")
    @Tag("WS-06")
    void wrongOrMissingTokenOverForwardWebSocket() throws Exception {
        try (OnekyuProcess onekyu = start("access_token=t0k").awaitReady();
                BotProcess wrong = dialling(onekyu, "t0K");
                BotProcess missing = dialling(onekyu, "")) {
            // not the first time, nor when it tries again
            wrong.awaitTimes(2, "Unexpected server response: 403");
            missing.awaitTimes(2, "Unexpected server response: 401");
            assertThat(wrong.out() + missing.out()).doesNotContain("ONLINE");
        }
    }

    @Test
    @Tag("AUTH-02")
    void wrongTokenOverHttp() throws Exception {
        int port = freePort();
        try (OnekyuProcess onekyu = reporting(port, "").awaitReady();
                BotProcess bot = overHttp(onekyu, port, "wrong", "")) {
            bot.awaitLine("FAILED 403");
            assertThat(bot.out()).contains("STATUS 10000 OFFLINE").doesNotContain("ONLINE");
            await().untilAsserted(() -> assertThat(onekyu.out()).containsPattern("OKY-1201 .* with 403"));
        }
    }

    @Test
    @Tag("POST-04")
    void reportsSignedWithAnotherSecretAreRefused() throws Exception {
        int port = freePort();
        try (OnekyuProcess onekyu = reporting(port, "another").awaitReady();
                BotProcess bot = overHttp(onekyu, port, "t0k", "s3cr3t")) {
            bot.awaitLine("ONLINE 10000 Sandbox Bot");
            new BotScenario(onekyu, bot, "http")
                    .say("{\"type\":\"private\",\"user_id\":10001,\"message\":\"ping a1\"}");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(onekyu.out()).containsPattern("OKY-1502 .*403"));
            assertThat(bot.out()).doesNotContain("HEARD");
        }
    }

    private static BotProcess dialling(OnekyuProcess onekyu, String token) throws Exception {
        return KoishiBot.start(Map.of(
                "KOISHI_PROTOCOL",
                "ws",
                "KOISHI_ENDPOINT",
                "ws://127.0.0.1:" + onekyu.port("WebSocket") + "/",
                "KOISHI_TOKEN",
                token,
                "KOISHI_SELF_ID",
                SELF_ID));
    }

    private static BotProcess overHttp(OnekyuProcess onekyu, int port, String token, String secret) throws Exception {
        return KoishiBot.start(Map.of(
                "KOISHI_PROTOCOL",
                "http",
                "KOISHI_ENDPOINT",
                "http://127.0.0.1:" + onekyu.port("HTTP API"),
                "KOISHI_PORT",
                Integer.toString(port),
                "KOISHI_TOKEN",
                token,
                "KOISHI_SECRET",
                secret,
                "KOISHI_SELF_ID",
                SELF_ID));
    }

    private OnekyuProcess reporting(int port, String secret) {
        return start("access_token=t0k", "post_url=http://127.0.0.1:" + port + "/onebot", "secret=" + secret);
    }

    private OnekyuProcess start(String... settings) {
        return OnekyuProcess.startSandbox(folder, home, settings);
    }

    private static int freePort() throws java.io.IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }
}
