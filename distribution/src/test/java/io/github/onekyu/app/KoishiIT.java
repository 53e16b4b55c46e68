package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real bot framework against the real program: koishi with its OneBot adapter goes online, hears what a user of the
 * sandbox says, and its answer is in the sandbox.
 */
class KoishiIT {
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
            assumeTrue(node, "node and npm are not installed, so no bot framework can run");
        }
        assertThat(node).as("node and npm are installed").isTrue();
        KoishiBot.install();
        folder = OnekyuProcess.unpack(unpacked);
    }

    @Test
    void overForwardWebSocket() throws Exception {
        try (OnekyuProcess onekyu = start("access_token=t0k").awaitReady();
                KoishiBot bot = KoishiBot.start(Map.of(
                        "KOISHI_PROTOCOL", "ws",
                        "KOISHI_ENDPOINT", "ws://127.0.0.1:" + onekyu.port("WebSocket") + "/",
                        "KOISHI_TOKEN", "t0k",
                        "KOISHI_SELF_ID", "10000"))) {
            converse(onekyu, bot);
        }
    }

    @Test
    void overReverseUniversal() throws Exception {
        int port = freePort();
        try (KoishiBot bot = KoishiBot.start(Map.of(
                        "KOISHI_PROTOCOL", "ws-reverse",
                        "KOISHI_PORT", Integer.toString(port),
                        "KOISHI_SELF_ID", "10000"));
                OnekyuProcess onekyu = start(
                                "use_ws_reverse=yes",
                                "ws_reverse_use_universal_client=yes",
                                "ws_reverse_url=ws://127.0.0.1:" + port + "/onebot",
                                "ws_reverse_reconnect_interval=300")
                        .awaitReady()) {
            converse(onekyu, bot);
        }
    }

    private static void converse(OnekyuProcess onekyu, KoishiBot bot) {
        bot.awaitLine("STATUS 10000 ONLINE");

        say(onekyu, "{\"type\":\"private\",\"user_id\":10001,\"message\":\"ping a1\"}");
        say(onekyu, "{\"type\":\"group\",\"group_id\":20001,\"user_id\":10002,\"message\":\"ping 你好\"}");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(saidByTheBot(onekyu, "private:10001")).containsExactly("pong a1");
            assertThat(saidByTheBot(onekyu, "group:20001")).containsExactly("pong 你好");
        });
        assertThat(bot.out()).contains("HEARD private:10001 ping a1", "HEARD 20001 ping 你好");
    }

    private static void say(OnekyuProcess onekyu, String message) {
        assertThat(onekyu.post("Control", "/sandbox/v1/messages", message).body())
                .contains("\"message_id\"");
    }

    private static List<String> saidByTheBot(OnekyuProcess onekyu, String chat) {
        String body = onekyu.get("Control", "/sandbox/v1/messages?from=bot&chat=" + chat)
                .body();
        return ((JsonObject) Json.parse(body))
                .array("messages").orElse(JsonArray.EMPTY).stream()
                        .map(message -> ((JsonObject) message).string("raw_message", ""))
                        .toList();
    }

    private OnekyuProcess start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--home", home.toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        for (String port : new String[] {"port", "ws_port", "console_port"}) {
            arguments.addAll(List.of("--set", port + "=0"));
        }
        return OnekyuProcess.start(folder, Map.of(), arguments.toArray(String[]::new));
    }

    private static int freePort() throws java.io.IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }
}
