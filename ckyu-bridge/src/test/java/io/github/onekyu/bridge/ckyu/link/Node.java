package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.ResponseEncoder;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One running Onekyu of a chain: a sandbox, or a link to whatever is behind it. */
final class Node implements AutoCloseable {
    /** Everything as in the product, only sooner. */
    static final Timing SOON = new Timing(
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofMillis(10),
            Duration.ofSeconds(60),
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMillis(200),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    final OneBot bot;
    private final Caller caller = Caller.of("test", "here");

    private Node(OneBot bot) {
        this.bot = bot;
    }

    /** @param settings pairs of key and value; every listener is on loopback and on a free port unless they say otherwise */
    static Node sandbox(Path home, String... settings) {
        return start(Optional.empty(), home, settings);
    }

    static Node link(Path home, Timing timing, String... settings) {
        return start(Optional.of(new LinkBackendProvider(timing)), home, settings);
    }

    static CompletableFuture<Node> linkInBackground(Path home, Timing timing, String... settings) {
        CompletableFuture<Node> started = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        started.complete(link(home, timing, settings));
                    } catch (RuntimeException | Error failure) {
                        started.completeExceptionally(failure);
                    }
                },
                "test-start");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    private static Node start(Optional<BackendProvider> backend, Path home, String... settings) {
        OneBot.Builder builder = OneBot.builder(() -> config(home, settings));
        backend.ifPresent(builder::backend);
        OneBot bot = builder.build();
        bot.start();
        return new Node(bot);
    }

    static Config config(Path home, String... settings) {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                "0",
                "use_http",
                "no",
                "ws_host",
                "127.0.0.1",
                "ws_port",
                "0",
                "console_port",
                "0",
                "heartbeat_interval",
                "200",
                "ws_reverse_reconnect_interval",
                "100"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        JsonObject.Builder json = JsonObject.builder();
        values.forEach(json::put);
        return Config.of(home, json.build());
    }

    /** A port that was free a moment ago, for two that must know each other's beforehand. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port(String transport) {
        return bot.transports().stream()
                .filter(state -> state.name().equals(transport))
                .findFirst()
                .flatMap(state -> state.address().map(InetSocketAddress::getPort))
                .orElseThrow();
    }

    RawWebSocket connect(String path) {
        return RawWebSocket.open(port("ws"), path);
    }

    ActionResponse response(String action, String params) throws Exception {
        return ask(action, params).get(10, TimeUnit.SECONDS);
    }

    /** The answer as a bot would see it. */
    JsonObject call(String action, String params) throws Exception {
        return (JsonObject) Json.parse(
                new String(ResponseEncoder.encode(response(action, params), Optional.empty()), StandardCharsets.UTF_8));
    }

    CompletableFuture<ActionResponse> ask(String action, String params) {
        return bot.actions()
                .dispatch(
                        ActionRequest.of(action, new Params((JsonObject) Json.parse(params.replace('\'', '"')))),
                        caller)
                .toCompletableFuture();
    }

    @Override
    public void close() {
        bot.stop();
    }
}
