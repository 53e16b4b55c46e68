package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bot framework against the real program: Shiro on Spring Boot, as a server and as a client. */
class ShiroIT {
    @TempDir
    static Path unpacked;

    private static Path folder;

    @TempDir
    Path home;

    @BeforeAll
    static void build() throws Exception {
        // In CI the tool must be there: a test that is skipped in silence proves nothing.
        boolean maven = ShiroBot.isMavenHere();
        if (System.getenv("CI") == null) {
            assumeTrue(maven, "mvn is not installed, so the Shiro bot cannot be built");
        }
        assertThat(maven).as("mvn is installed").isTrue();
        ShiroBot.build();
        folder = OnekyuProcess.unpack(unpacked);
    }

    @Test
    @Tag("RWS-04")
    @Tag("RWS-05")
    void overReverseUniversalWithBearer() throws Exception {
        try (BotProcess bot = listening("t0k");
                OnekyuProcess onekyu = dialling(bot, "t0k", "ws_reverse_authorization_scheme=Bearer")
                        .awaitReady()) {
            new BotScenario(onekyu, bot, "ws_reverse").play();
        }
    }

    @Test
    @Tag("AUTH-03")
    void overForwardWebSocket() throws Exception {
        try (OnekyuProcess onekyu = start("access_token=t0k").awaitReady();
                BotProcess bot = dialling(onekyu, "t0k", 10)) {
            new BotScenario(onekyu, bot, "ws").play();
        }
    }

    /** Shiro compares the whole header, so that the default scheme is as wrong as another token. */
    @Test
    @Tag("RWS-05")
    @Tag("RWS-13")
    void asServerItRefusesOurWrongTokenAndTheDefaultScheme() throws Exception {
        try (BotProcess bot = listening("t0k")) {
            int refused = 0;
            for (String token : List.of("t0K", "t0k")) {
                String scheme = "ws_reverse_authorization_scheme=" + (token.equals("t0k") ? "Token" : "Bearer");
                try (OnekyuProcess onekyu = dialling(bot, token, scheme).awaitReady()) {
                    // it closes with 1000 after the handshake, and once more when we come back
                    refused += 2;
                    bot.awaitTimes(refused, "Invalid access token");
                    await().untilAsserted(() -> assertThat(onekyu.out()).containsPattern("OKY-1403 .*1000"));
                }
            }
            assertThat(bot.out()).doesNotContain("ONLINE");
        }
    }

    @Test
    @Tag("AUTH-02")
    @Tag("WS-06")
    void asClientItIsRefusedWithAWrongOrMissingToken() throws Exception {
        try (OnekyuProcess onekyu = start("access_token=t0k").awaitReady();
                BotProcess wrong = dialling(onekyu, "t0K", 1);
                BotProcess missing = dialling(onekyu, "", 1)) {
            // not the first time, nor when it tries again
            wrong.awaitTimes(
                    2, "Caused by: jakarta.websocket.DeploymentException: The HTTP response from the server [403]");
            missing.awaitTimes(
                    2, "Caused by: jakarta.websocket.DeploymentException: Failed to handle HTTP response code [401]");
            assertThat(wrong.out() + missing.out()).doesNotContain("ONLINE");
        }
    }

    private static BotProcess listening(String token) throws Exception {
        return ShiroBot.start("shiro.ws.server.enable=true", "shiro.ws.access-token=" + token);
    }

    private OnekyuProcess dialling(BotProcess bot, String token, String scheme) {
        return start(
                "use_ws_reverse=yes",
                "ws_reverse_use_universal_client=yes",
                "ws_reverse_reconnect_interval=300",
                "ws_reverse_url=ws://127.0.0.1:" + bot.awaitRest("LISTENING ") + "/ws/shiro",
                "access_token=" + token,
                scheme);
    }

    /**
     * @param interval how often it looks whether it is connected, in s; it dials again even while an attempt is under way,
     *     and would hear everything twice if that took longer
     */
    private static BotProcess dialling(OnekyuProcess onekyu, String token, int interval) throws Exception {
        return ShiroBot.start(
                "shiro.ws.client.enable=true",
                "shiro.ws.client.url=ws://127.0.0.1:" + onekyu.port("WebSocket") + "/",
                "shiro.ws.client.reconnect-interval=" + interval,
                "shiro.ws.access-token=" + token);
    }

    private OnekyuProcess start(String... settings) {
        return OnekyuProcess.startSandbox(folder, home, settings);
    }
}
