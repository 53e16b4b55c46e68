package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The one place that knows which answer belongs to which call: our own echoes (LNK-03). Bounded. Thread-safe.
 */
final class Calls {
    /** Calls that may wait for an answer; more are refused at once. */
    static final int MOST = 10_000;

    /** Unique for the process, so that two accounts on one implementation cannot meet either. Decimal digits, as everybody takes. */
    private static final AtomicLong ECHOES = new AtomicLong();

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * How a call ended.
     *
     * @param envelope empty where the link broke first, or took no call
     * @param status the HTTP status, 200 on WebSocket
     * @param trouble in words, where there is no envelope
     */
    record Answer(Optional<JsonObject> envelope, int status, String trouble) {
        static Answer of(JsonObject envelope, int status) {
            return new Answer(Optional.of(envelope), status, "");
        }

        static Answer none(String trouble) {
            return new Answer(Optional.empty(), 0, trouble);
        }
    }

    private static final class Waiting {
        private final Line line;
        private final Consumer<JsonObject> parts;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private volatile long lastAt = System.nanoTime();

        Waiting(Line line, Consumer<JsonObject> parts) {
            this.line = line;
            this.parts = parts;
        }
    }

    /**
     * Sends a call on the line. Never blocks; the result always completes normally, in the order of events on the line.
     *
     * @param parts takes the answers before the last (LNK-04)
     */
    CompletableFuture<Answer> send(
            Line line, String action, JsonObject params, Caller caller, Consumer<JsonObject> parts) {
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            return CompletableFuture.completedFuture(
                    Answer.none(MOST + " calls wait for the implementation's answers already"));
        }
        String echo = Long.toString(ECHOES.incrementAndGet());
        Waiting call = new Waiting(line, parts);
        waiting.put(echo, call); // before it is sent: a line that ends now finds it and fails it
        if (!line.send(new Call(action, params, echo, caller))) {
            end(echo, call, Answer.none("the link is broken, or too much waits to be sent"));
        }
        return call.answer;
    }

    /** Takes an answer in. One that nobody waits for, or that came another way than its call went, is dropped. */
    boolean answered(Line line, String echo, JsonObject envelope, int status, boolean last) {
        Waiting call = waiting.get(echo);
        if (call == null || !call.line.equals(line)) {
            return false;
        }
        if (last) {
            end(echo, call, Answer.of(envelope, status));
        } else {
            call.lastAt = System.nanoTime();
            call.parts.accept(envelope);
        }
        return true;
    }

    /** Ends one call that cannot be answered. */
    void failed(Line line, String echo, Answer answer) {
        Waiting call = waiting.get(echo);
        if (call != null && call.line.equals(line)) {
            end(echo, call, answer);
        }
    }

    /** Ends every call on the line, at once (LNK-12). */
    void lost(Line line, String trouble) {
        waiting.forEach((echo, call) -> {
            if (call.line.equals(line)) {
                end(echo, call, Answer.none(trouble));
            }
        });
    }

    /** Forgets calls whose callers have been answered long ago. */
    void forget(Duration limit) {
        long oldest = System.nanoTime() - limit.toNanos();
        waiting.forEach((echo, call) -> {
            if (call.lastAt - oldest < 0) {
                end(echo, call, Answer.none("no answer within " + limit.toSeconds() + " s"));
            }
        });
    }

    int waiting() {
        return waiting.size();
    }

    private void end(String echo, Waiting call, Answer answer) {
        if (waiting.remove(echo, call)) {
            count.decrementAndGet();
            call.answer.complete(answer);
        }
    }
}
