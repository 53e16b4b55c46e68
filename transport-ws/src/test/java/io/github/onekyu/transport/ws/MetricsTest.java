package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.TransportMetrics;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RecordingBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted. */
class MetricsTest implements TransportMetrics {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger pushes = new AtomicInteger();
    private final List<String> dropped = new CopyOnWriteArrayList<>();
    private final RecordingBackend backend = new RecordingBackend();
    private OneBot bot;
    private int port;

    @Override
    public void connectionOpened(String transport) {
        open.incrementAndGet();
    }

    @Override
    public void connectionClosed(String transport) {
        open.decrementAndGet();
    }

    @Override
    public void eventDelivered(String transport, int receivers) {
        pushes.addAndGet(receivers);
    }

    @Override
    public void dropped(String transport, String what) {
        dropped.add(transport + " " + what);
    }

    @BeforeEach
    void start(@TempDir Path home) {
        JsonObject values = JsonObject.builder()
                .put("use_http", false)
                .put("use_ws", true)
                .put("ws_host", "127.0.0.1")
                .put("ws_port", 0)
                .put("ws_queue_bytes", 100_000)
                .build();
        bot = OneBot.builder(() -> Config.of(home, values))
                .backend(backend.provider())
                .transports(List.of(new WsTransportProvider(Bots.HASTY)))
                .metrics(this)
                .build();
        bot.start();
        port = bot.transports().get(0).address().orElseThrow().getPort();
    }

    @AfterEach
    void stop() {
        bot.stop();
    }

    @Test
    void connectionsAndPushesAreCounted() {
        RawWebSocket first = RawWebSocket.open(port, "/event");
        RawWebSocket second = RawWebSocket.open(port, "/");
        RawWebSocket.open(port, "/api");
        RawWebSocket.attempt(port, "/nope");
        await().untilAsserted(() -> assertThat(open).hasValue(3));

        backend.raise(Events.privateMessage("hi")).toCompletableFuture().join();
        await().untilAsserted(() -> assertThat(pushes).hasValue(2));

        first.reset();
        second.sendClose(1000, "");
        await().untilAsserted(() -> assertThat(open).hasValue(1));
        bot.stop();
        await().untilAsserted(() -> assertThat(open).hasValue(0));
    }

    @Test
    @Tag("WS-32")
    void aSlowReaderIsCountedOnceAndLeaves() {
        RawWebSocket lazy = RawWebSocket.openNarrow(port, "/event");
        lazy.pauseReading();
        await().untilAsserted(() -> assertThat(open).hasValue(1));

        for (int i = 0; i < 200; i++) {
            backend.raise(Events.privateMessage("x".repeat(50_000)));
        }

        await().untilAsserted(() -> {
            assertThat(open).hasValue(0);
            assertThat(dropped).containsExactly("ws slow_reader");
        });
        lazy.close();
    }
}
