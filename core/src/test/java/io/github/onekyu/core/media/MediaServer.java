package io.github.onekyu.core.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server that counts what it is asked for and answers what it was told to. */
public final class MediaServer implements AutoCloseable {
    public final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;

    public MediaServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                answers.getOrDefault(exchange.getRequestURI().getPath(), status(404))
                        .to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** What is done with a request; the exchange is closed afterwards. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    public MediaServer on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public static Answer bytes(byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Without a length in front. */
    public static Answer chunked(byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
        };
    }

    /** Announces more than comes. */
    public static Answer truncated(byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, body.length + 100L);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        };
    }

    public static Answer redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** Says nothing until the server is closed. */
    public Answer hanging() {
        return exchange -> closing.await();
    }

    /** Answers when the latch is down. */
    public static Answer after(CountDownLatch latch, Answer answer) {
        return exchange -> {
            latch.await();
            answer.to(exchange);
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
