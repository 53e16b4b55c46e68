package io.github.onekyu.benchmarks.standin;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Raw Undertow: {@code /raw} answers fixed JSON, {@code /gson} parses and answers on the IO thread, {@code /sink} takes
 * reports.
 */
final class HttpStandIn implements StandIn.Kind {
    /** As long as the product's answer to {@code get_status}. */
    private static final String FIXED = "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"app_initialized\":true,"
            + "\"app_enabled\":true,\"plugins_good\":null,\"app_good\":true,\"online\":true,\"good\":true}}";

    private final Undertow server;
    private final AtomicLong taken = new AtomicLong();
    private volatile long firstAt;
    private volatile long lastAt;

    HttpStandIn() {
        PathHandler paths = new PathHandler()
                .addExactPath("/raw", fixed())
                .addExactPath(
                        "/gson",
                        exchange -> exchange.getRequestReceiver()
                                .receiveFullBytes((same, body) ->
                                        send(same, Work.answer(new String(body, StandardCharsets.UTF_8)))))
                .addExactPath(
                        "/sink",
                        exchange -> exchange.getRequestReceiver().receiveFullBytes((same, body) -> sink(same)));
        server = start(paths);
    }

    /** Undertow as the product sets it up: one IO thread for each processor, on loopback. */
    static Undertow start(HttpHandler handler) {
        Undertow server = Undertow.builder()
                .setIoThreads(Runtime.getRuntime().availableProcessors())
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                // A peer that waits for its turn keeps its connections.
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, -1)
                .addHttpListener(0, "127.0.0.1", handler)
                .build();
        server.start();
        return server;
    }

    static int port(Undertow server) {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private static HttpHandler fixed() {
        byte[] text = Work.utf8(FIXED);
        ByteBuffer shared = ByteBuffer.allocateDirect(text.length).put(text).flip();
        return exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            exchange.getResponseSender().send(shared.duplicate());
        };
    }

    private static void send(HttpServerExchange exchange, String answer) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(Work.utf8(answer)));
    }

    private void sink(HttpServerExchange exchange) {
        long now = System.nanoTime();
        if (taken.getAndIncrement() == 0) {
            firstAt = now;
        }
        lastAt = now;
        exchange.setStatusCode(204).endExchange();
    }

    @Override
    public int port() {
        return port(server);
    }

    /** {@code taken}: how many reports came; {@code span}: nanoseconds from the first to the last; {@code forget}. */
    @Override
    public Optional<String> command(List<String> words) {
        return switch (words.get(0)) {
            case "taken" -> Optional.of(Long.toString(taken.get()));
            case "span" -> Optional.of(Long.toString(lastAt - firstAt));
            case "forget" -> Optional.of(Long.toString(taken.getAndSet(0)));
            default -> Optional.empty();
        };
    }
}
