package io.github.onekyu.console.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Serves the page, and a small made-up world whose trace a test writes; it remembers the calls that the page made. */
final class StandInConsole implements AutoCloseable {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: http: https:; "
                    + "media-src 'self' blob: http: https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    volatile String world = PageFixtures.WORLD;
    volatile String requests = "[]";
    volatile boolean real;
    /** What to say instead of the usual, by its path, or by how that begins if it ends with a slash. */
    final Map<String, String> answers = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<OutputStream> streams = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final HttpServer server;

    StandInConsole() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Adds a record to the trace; {@code members} are those after seq, time and self_id. */
    synchronized void record(String members) {
        int seq = records.size() + 1;
        String record =
                "{\"seq\":" + seq + ",\"time\":" + System.currentTimeMillis() + ",\"self_id\":10000," + members + "}";
        records.add(record);
        for (OutputStream stream : List.copyOf(streams)) {
            try {
                write(stream, seq, record);
            } catch (IOException left) {
                streams.remove(stream); // of a page that was closed or loaded anew
            }
        }
    }

    private static void write(OutputStream stream, int seq, String record) throws IOException {
        stream.write(("id: " + seq + "\ndata: " + record + "\n\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/") || path.startsWith("/assets/")) {
            file(exchange, path.equals("/") ? "index.html" : path.substring("/assets/".length()));
        } else if (path.endsWith("/v1/trace")) {
            trace(exchange);
        } else {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!exchange.getRequestMethod().equals("GET")) {
                calls.add(exchange.getRequestMethod() + " " + path + " " + body);
            }
            send(exchange, 200, "application/json", answer(exchange, path, body).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String answer(HttpExchange exchange, String path, String body) throws IOException {
        for (Map.Entry<String, String> other : answers.entrySet()) {
            if (path.equals(other.getKey()) || (other.getKey().endsWith("/") && path.startsWith(other.getKey()))) {
                return other.getValue();
            }
        }
        return switch (path) {
            case "/admin/v1/accounts" -> PageFixtures.accounts(real);
            case "/admin/v1/endpoints" -> PageFixtures.ENDPOINTS;
            case "/admin/v1/history" ->
                "{\"step\":2,\"points\":[{\"time\":1,\"events\":4,\"calls\":3},{\"time\":3,\"events\":9,\"calls\":8}]}";
            case "/admin/v1/actions" -> PageFixtures.ACTIONS;
            case "/sandbox/v1/world" -> world;
            case "/sandbox/v1/requests" -> "{\"requests\":" + requests + "}";
            case "/sandbox/v1/faults" -> "{\"faults\":[]}";
            case "/sandbox/v1/messages" ->
                exchange.getRequestMethod().equals("POST")
                        ? said(Json.parse(body))
                        : heard(exchange.getRequestURI().getQuery());
            default -> "{\"status\":\"ok\",\"retcode\":0,\"data\":null,\"ms\":1.5}";
        };
    }

    private String heard(String query) {
        long after = query.contains("after=") ? Long.parseLong(query.replaceAll(".*after=(\\d+).*", "$1")) : 0;
        String chat = query.replaceAll(".*chat=([^&]*).*", "$1");
        return messages.stream()
                .filter(m -> m.contains("\"chat\":\"" + chat + "\""))
                .filter(m -> Long.parseLong(m.replaceAll("(?s)^.\"message_id\":(\\d+).*", "$1")) > after)
                .collect(Collectors.joining(",", "{\"messages\":[", "]}"));
    }

    /** Somebody speaks; to /ping the bot answers. */
    private synchronized String said(JsonValue said) throws IOException {
        JsonObject message = (JsonObject) said;
        int id = messages.size() + 1;
        long group = message.integer("group_id", 0);
        long user = message.integer("user_id", 0);
        String chat = group > 0 ? "group:" + group : "private:" + user;
        keep(id, chat, user, message.get("message").toString(), "");
        record("\"kind\":\"event\",\"event_id\":" + id + ",\"event\":{\"post_type\":\"message\",\"message_type\":\""
                + message.string("type", "") + "\",\"message_id\":" + id + ",\"user_id\":" + user
                + (group > 0 ? ",\"group_id\":" + group : "") + ",\"message\":" + message.get("message")
                + "}");
        if (message.get("message").toString().contains("/ping")) {
            String pong = "[{\"type\":\"text\",\"data\":{\"text\":\"pong\"}}]";
            keep(id + 1, chat, 10000, pong, ",\"peer\":\"ws 127.0.0.1:40112\",\"action\":\"send_msg\"");
            record(
                    "\"kind\":\"call\",\"endpoint\":\"ws\",\"peer\":\"127.0.0.1:40112\",\"action\":\"send_msg\",\"params\":{\"message\":"
                            + pong + "},\"response\":{\"status\":\"ok\",\"retcode\":0,\"data\":{\"message_id\":"
                            + (id + 1)
                            + "}},\"ms\":1.25,\"answers\":" + id);
        }
        return "{\"message_id\":" + id + ",\"event_id\":" + id + "}";
    }

    private void keep(int id, String chat, long user, String message, String more) {
        messages.add("{\"message_id\":" + id + ",\"time\":" + System.currentTimeMillis() / 1000 + ",\"chat\":\"" + chat
                + "\",\"user_id\":" + user + ",\"message\":" + message + ",\"raw_message\":\"\",\"recalled\":false"
                + more + "}");
    }

    private void trace(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream stream = exchange.getResponseBody();
        synchronized (this) {
            for (int i = 0; i < records.size(); i++) {
                write(stream, i + 1, records.get(i));
            }
            stream.write(": here\n\n".getBytes(StandardCharsets.UTF_8));
            stream.flush();
            streams.add(stream);
        }
    }

    private static void file(HttpExchange exchange, String name) throws IOException {
        if (!PageFiles.has(name)) {
            send(exchange, 404, "text/plain", new byte[0]);
            return;
        }
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        send(exchange, 200, type + "; charset=utf-8", PageFiles.bytes(name));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
