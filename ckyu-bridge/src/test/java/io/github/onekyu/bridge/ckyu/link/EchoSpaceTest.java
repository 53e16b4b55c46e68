package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.bridge.ckyu.link.quirk.HttpImplementation;
import io.github.onekyu.bridge.ckyu.link.quirk.Manners;
import io.github.onekyu.bridge.ckyu.link.quirk.Served;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RawWebSocketServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight bots that all use the same ten echoes, each of them many times at once. */
class EchoSpaceTest {
    private static final int BOTS = 8;
    private static final int CALLS = 1250;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** Says what it was asked, now and then later than what it was asked after. */
    private static final Manners PARROT = new Manners() {
        private String held = "";

        @Override
        public synchronized List<String> answer(JsonObject call) {
            String answer =
                    Manners.envelope(call, "ok", 0, call.object("params").orElseThrow());
            if (call.string("echo").isPresent() && held.isEmpty()) {
                held = answer;
                return List.of();
            }
            List<String> both = held.isEmpty() ? List.of(answer) : List.of(answer, held);
            held = "";
            return both;
        }
    };

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        threads.shutdownNow();
    }

    @Test
    @Tag("LNK-03")
    @Tag("M-01")
    void tenThousandCallsWithEqualEchoesDoNotCrossOverASocketThatWeDial() throws Exception {
        RawWebSocketServer server = RawWebSocketServer.open();
        open.add(server);
        var starting = Node.linkInBackground(home, Node.SOON, "use_ws", "yes", "upstream_url", server.url("/"));
        new Served(server.next(LIMIT), Manners.of("Parrot", PARROT));
        askAll(starting.get(20, TimeUnit.SECONDS));
    }

    @Test
    @Tag("LNK-03")
    @Tag("M-01")
    void norOverOneThatIsDialledToUs() throws Exception {
        int port = Node.freePort();
        try (Messages messages = new Messages()) {
            var starting = Node.linkInBackground(
                    home,
                    Node.SOON,
                    "use_ws",
                    "yes",
                    "upstream_mode",
                    "ws_reverse",
                    "upstream_listen",
                    "127.0.0.1:" + port);
            org.awaitility.Awaitility.await()
                    .until(() -> !messages.with("waiting for the OneBot implementation")
                            .isEmpty());
            new Served(RawWebSocket.open(port, "/"), Manners.of("Parrot", PARROT));
            askAll(starting.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    @Tag("LNK-03")
    @Tag("M-01")
    void norOverHttp() throws Exception {
        HttpImplementation api = new HttpImplementation(0, "", Manners.of("Parrot", PARROT));
        open.add(api);
        askAll(Node.link(
                home,
                Node.SOON,
                "use_ws",
                "yes",
                "upstream_mode",
                "http",
                "upstream_listen",
                "127.0.0.1:0",
                "upstream_api_url",
                "http://127.0.0.1:" + api.port()));
    }

    private void askAll(Node node) throws Exception {
        open.add(0, node);
        List<Callable<Integer>> bots = new ArrayList<>();
        for (int bot = 0; bot < BOTS; bot++) {
            int name = bot;
            bots.add(() -> ask(node, name));
        }
        int answered = 0;
        for (Future<Integer> each : threads.invokeAll(bots, 120, TimeUnit.SECONDS)) {
            answered += each.get();
        }
        assertThat(answered).isEqualTo(BOTS * CALLS);
    }

    /** All calls at once, then all answers: each once, with the echo that its call had. */
    private static int ask(Node node, int bot) {
        RawWebSocket peer = node.connect("/api");
        BitSet seen = new BitSet();
        for (int i = 0; i < CALLS; i++) {
            peer.sendText(
                    "{\"action\":\"parrot\",\"params\":{\"bot\":" + bot + ",\"n\":" + i + "},\"echo\":" + i % 10 + "}");
        }
        for (int i = 0; i < CALLS; i++) {
            JsonObject answer = (JsonObject) Json.parse(peer.nextText(LIMIT));
            JsonObject data = answer.object("data").orElseThrow(() -> new AssertionError(answer));
            int n = (int) data.integer("n", -1);
            assertThat(data.integer("bot")).hasValue(bot);
            assertThat(answer.integer("echo")).hasValue(n % 10);
            assertThat(seen.get(n)).as("answer %s came before", n).isFalse();
            seen.set(n);
        }
        return seen.cardinality();
    }
}
