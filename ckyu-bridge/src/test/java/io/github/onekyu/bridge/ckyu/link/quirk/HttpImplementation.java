package io.github.onekyu.bridge.ckyu.link.quirk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An implementation's HTTP API, and its reports. */
public final class HttpImplementation implements AutoCloseable {
    /** One request as it came. */
    public record Seen(String path, String contentType, String authorization, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Manners manners;
    private final String token;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** @param token asked for as NapCat does it: 403 for anything else (napcat-onebot/network/http-server.ts) */
    public HttpImplementation(int port, String token, Manners manners) {
        this.manners = manners;
        this.token = token;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String path = exchange.getRequestURI().getRawPath();
        seen.add(new Seen(
                path, String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")), authorization, body));
        if (!token.isEmpty() && !authorization.equals("Bearer " + token)) {
            reply(exchange, 403, "{\"message\":\"token verify failed!\"}");
            return;
        }
        JsonObject call = JsonObject.builder()
                .put("action", path.substring(1))
                .put("params", Json.parse(body))
                .build();
        List<String> answers = manners.answer(call);
        if (answers.isEmpty()) {
            reply(exchange, 404, "");
        } else {
            reply(exchange, 200, String.join("\r\n\r\n", answers) + (answers.size() > 1 ? "\r\n\r\n" : ""));
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Posts a report; answers the status. */
    public static int report(int port, String path, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
