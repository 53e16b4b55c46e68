package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawWebSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three bots on one link: koishi, Shiro and a raw client. One of them is frozen, as a process that swaps or hangs in a
 * debugger is: it keeps its connection and reads nothing. The other two must lose nothing, and what waits for the frozen
 * one stays within its bound.
 */
class FrozenPeerIT {
    private static final int MESSAGES = 300;
    /** Long, and still below the 8 KiB that Shiro takes as a client. */
    private static final String FILLER = "x".repeat(4000);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long QUEUE_BYTES = 1L << 20;

    @TempDir
    static Path unpacked;

    private static Path folder;

    @TempDir
    Path world;

    @TempDir
    Path home;

    private int said;

    @BeforeAll
    static void install() throws Exception {
        boolean tools = KoishiBot.isNodeHere() && ShiroBot.isMavenHere();
        if (System.getenv("CI") == null) {
            assumeTrue(tools, "node, npm or mvn is not installed, so the bots cannot run");
        }
        assertThat(tools).as("node, npm and mvn are installed").isTrue();
        KoishiBot.install();
        ShiroBot.build();
        folder = OnekyuProcess.unpack(unpacked);
    }

    @Test
    @Tag("ORD-04")
    void aFrozenBotCostsTheOthersNothing() throws Exception {
        try (OnekyuProcess upstream =
                        OnekyuProcess.startSandbox(folder, world, "use_ws=yes").awaitReady();
                OnekyuProcess onekyu = OnekyuProcess.startSandbox(
                                folder,
                                home,
                                "backend=onebot",
                                "upstream_url=ws://127.0.0.1:" + upstream.port("WebSocket") + "/",
                                "use_ws=yes",
                                "host=127.0.0.1",
                                "ws_host=127.0.0.1",
                                "ws_queue_bytes=" + QUEUE_BYTES)
                        .awaitReady();
                BotProcess koishi = KoishiBot.start(Map.of(
                        "KOISHI_PROTOCOL",
                        "ws",
                        "KOISHI_ENDPOINT",
                        "ws://127.0.0.1:" + onekyu.port("WebSocket") + "/",
                        "KOISHI_SELF_ID",
                        "10000"));
                BotProcess shiro = ShiroBot.start(
                        "shiro.ws.client.enable=true",
                        "shiro.ws.client.url=ws://127.0.0.1:" + onekyu.port("WebSocket") + "/",
                        "shiro.ws.client.reconnect-interval=10");
                RawWebSocket there = RawWebSocket.open(upstream.port("WebSocket"), "/event");
                RawWebSocket raw = RawWebSocket.open(onekyu.port("WebSocket"), "/event")) {
            koishi.awaitLine("ONLINE 10000 Sandbox Bot");
            shiro.awaitLine("ONLINE 10000 Sandbox Bot");
            assertThat(there.nextText(SOON)).contains("lifecycle");
            assertThat(raw.nextText(SOON)).contains("lifecycle");

            talk(upstream, there, raw, 50); // warms
            double before = talk(upstream, there, raw, MESSAGES);
            long memory = residentKilobytes(onekyu);
            koishi.freeze();
            double frozen;
            try {
                frozen = talk(upstream, there, raw, MESSAGES);
                assertThat(queuedBytes(onekyu)).isLessThanOrEqualTo(QUEUE_BYTES + 2L * FILLER.length());
            } finally {
                koishi.thaw();
            }
            long grown = residentKilobytes(onekyu) - memory;
            System.out.printf(
                    "frozen peer: p99 of the raw client %.2f ms before, %.2f ms while koishi was frozen (ratio %.2f);"
                            + " resident memory %+d kB, bound of the queue %d kB%n",
                    before, frozen, frozen / before, grown, QUEUE_BYTES / 1024);

            // the raw client had every one in order, or talk would have failed; Shiro too
            int last = said;
            await().atMost(SOON).until(() -> shiro.out().contains("HEARD private:10001 n" + last + " "));
            String heard = shiro.out();
            for (int i = 1; i <= last; i++) {
                assertThat(heard).contains("HEARD private:10001 n" + i + " ");
            }
            // and the bot that was frozen hears what is said now, on this connection or the next
            await().atMost(SOON).untilAsserted(() -> {
                talk(upstream, there, raw, 1);
                assertThat(koishi.out()).contains("HEARD private:10001 n" + said + " ");
            });
        }
    }

    /**
     * Says so many things, each once the raw client has the one before; answers the p99 of its way, in ms: from a client
     * of the upstream, which has what the upstream's disk costs behind it, to the raw client.
     */
    private double talk(OnekyuProcess upstream, RawWebSocket there, RawWebSocket raw, int times) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            said++;
            assertThat(upstream.post(
                                    "Page",
                                    "/sandbox/v1/messages",
                                    "{\"type\":\"private\",\"user_id\":10001,\"message\":\"n" + said + " " + FILLER
                                            + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            there.nextText(SOON);
            long begin = System.nanoTime();
            JsonObject event = (JsonObject) Json.parse(raw.nextText(SOON));
            nanos[i] = System.nanoTime() - begin;
            assertThat(event.string("raw_message", "")).startsWith("n" + said + " ");
        }
        Arrays.sort(nanos);
        return nanos[(int) (times * 0.99)] / 1e6;
    }

    /** What waits for all connections together. */
    private static long queuedBytes(OnekyuProcess process) {
        JsonObject answer = (JsonObject)
                Json.parse(process.get("Page", "/admin/v1/endpoints").body());
        return answer.array("endpoints").orElseThrow().stream()
                .mapToLong(endpoint -> ((JsonObject) endpoint).integer("queued_bytes", 0))
                .sum();
    }

    private static long residentKilobytes(OnekyuProcess process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
