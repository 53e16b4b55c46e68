package io.github.onekyu.bridge.ckyu.link.quirk;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.WebSocketFrame;
import io.github.onekyu.testkit.WebSocketPeer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The implementation's end of one WebSocket: answers each call as its manners say, on a thread of its own. */
public final class Served implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WebSocketPeer socket;
    private final Manners manners;
    private final BlockingQueue<JsonObject> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<WebSocketFrame> endings = new LinkedBlockingQueue<>();

    public Served(WebSocketPeer socket, Manners manners) {
        this.socket = socket;
        this.manners = manners;
        Thread thread = new Thread(this::serve, "quirk-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (true) {
            Optional<WebSocketFrame> polled = socket.pollFrame(PATIENCE);
            if (polled.isEmpty() || polled.get().isEnd() || polled.get().isClose()) {
                polled.ifPresent(endings::add);
                return;
            }
            if (polled.get().opcode() == WebSocketFrame.TEXT) {
                JsonObject call = (JsonObject) Json.parse(polled.get().text());
                calls.add(call);
                answer(call);
            }
        }
    }

    private void answer(JsonObject call) {
        try {
            manners.answer(call).forEach(socket::sendText);
        } catch (RuntimeException | AssertionError gone) {
            // the other end does not wait for the answer; that it has gone is read next
        }
    }

    public WebSocketPeer socket() {
        return socket;
    }

    /** The next call of that action, answered or not; others are passed over. */
    public JsonObject next(String action) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            JsonObject call = calls.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (call == null) {
                throw new AssertionError("no call of " + action);
            }
            if (call.string("action", "").equals(action)) {
                return call;
            }
        }
    }

    /** Whether the other end has ended the connection by then. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return endings.poll(limit.toMillis(), TimeUnit.MILLISECONDS) != null;
    }

    @Override
    public void close() {
        socket.close();
    }
}
