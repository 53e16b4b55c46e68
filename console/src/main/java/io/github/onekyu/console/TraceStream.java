package io.github.onekyu.console;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.observe.TraceRecord;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trace as server-sent events. Each reader pulls from the ring at its own pace: the next records are read when those
 * before have been written, so a slow reader costs a gap in what it sees and no memory.
 */
final class TraceStream implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TraceStream.class);
    private static final int KEEP_ALIVE_MILLIS = 15_000;
    /** Records in one write. */
    private static final int BATCH = 100;
    /** The account of records that concern all of them. */
    private static final long NOBODY = 0;

    private final Trace trace;
    private final Executor workers;
    /** Says which process this is: numbers of records begin anew with each. */
    private final String process;

    private final ServerSentEventHandler streams = new ServerSentEventHandler(this::connected);

    /**
     * @param workers put records into words, which is too much for an IO thread with others to serve
     * @param started when the process did, in milliseconds since 1970
     */
    TraceStream(Trace trace, Executor workers, long started) {
        this.trace = trace;
        this.workers = workers;
        this.process = JsonObject.builder().put("started", started).build().toString();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        for (String name : new String[] {"after", "last"}) {
            Optional<String> given = query(exchange.getQueryParameters().get(name));
            if (given.isPresent() && number(given.get()) < 0) {
                Replies.error(
                        exchange,
                        StatusCodes.BAD_REQUEST,
                        "OKY-1701",
                        name + " is \"" + given.get() + "\"; expected an integer of 0 or more");
                return;
            }
        }
        exchange.getResponseHeaders().put(HttpString.tryFromString("X-Accel-Buffering"), "no");
        streams.handleRequest(exchange);
    }

    private void connected(ServerSentEventConnection connection, @Nullable String lastId) {
        connection.setKeepAliveTime(KEEP_ALIVE_MILLIS);
        Predicate<TraceRecord> wanted = query(connection.getQueryParameters().get("self_id"))
                .<Predicate<TraceRecord>>map(account -> entry -> entry.selfId() == NOBODY
                        || Long.toString(entry.selfId()).equals(account))
                .orElse(entry -> true);
        new Reader(connection, wanted, start(connection, wanted, lastId)).begin();
    }

    /** The number of the last record that the reader has, or does not want. */
    private long start(ServerSentEventConnection connection, Predicate<TraceRecord> wanted, @Nullable String lastId) {
        Optional<String> seen = Optional.ofNullable(lastId)
                .or(() -> query(connection.getQueryParameters().get("after")));
        if (seen.isPresent() && number(seen.get()) >= 0) {
            // A number from before the program's restart says nothing about this one's records.
            long known = number(seen.get());
            return known > trace.last() ? 0 : known;
        }
        long everything = trace.first() - 1;
        return query(connection.getQueryParameters().get("last"))
                .map(newest -> beforeNewest(number(newest), wanted))
                .orElse(everything);
    }

    /** The number after which there are so many records that are wanted, or all of them. */
    private long beforeNewest(long count, Predicate<TraceRecord> wanted) {
        List<TraceRecord> held =
                trace.after(0, Integer.MAX_VALUE).stream().filter(wanted).toList();
        if (held.isEmpty() || count == 0) {
            return trace.last();
        }
        return held.get((int) Math.max(0, held.size() - count)).seq() - 1;
    }

    private static Optional<String> query(@Nullable Deque<String> values) {
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** -1 for what is none. */
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    /** One open page. */
    private final class Reader implements ServerSentEventConnection.EventCallback {
        private final ServerSentEventConnection connection;
        private final Predicate<TraceRecord> wanted;
        /** Whether somebody is writing, or about to; at first that is {@link #begin}. */
        private final AtomicBoolean busy = new AtomicBoolean(true);

        private final Runnable leave;
        private long sent; // for whoever is busy

        Reader(ServerSentEventConnection connection, Predicate<TraceRecord> wanted, long sent) {
            this.connection = connection;
            this.wanted = wanted;
            this.sent = sent;
            this.leave = trace.listen(this::wake);
        }

        void begin() {
            connection.addCloseTask(closed -> leave.run());
            connection.send(process, "process", null, null);
            later();
        }

        /** On the thread of whatever happened. */
        private void wake() {
            if (!busy.get() && busy.compareAndSet(false, true)) {
                later();
            }
        }

        private void later() {
            try {
                workers.execute(this::pumpUnlessStopping);
            } catch (RejectedExecutionException stopping) {
                leave.run(); // and whatever happened, whose thread this is, goes on
            }
        }

        private void pumpUnlessStopping() {
            try {
                pump();
            } catch (RejectedExecutionException stopping) {
                leave.run(); // the IO thread, which was to write, is gone
            }
        }

        private void pump() {
            List<TraceRecord> next = trace.after(sent, BATCH);
            if (next.isEmpty()) {
                busy.set(false);
                if (trace.last() > sent && connection.isOpen()) {
                    wake(); // one came between the look and the word
                }
                return;
            }
            long first = next.get(0).seq();
            if (first > sent + 1) {
                connection.send("{\"from\":" + (sent + 1) + ",\"to\":" + (first - 1) + "}", "gap", null, null);
            }
            sent = next.get(next.size() - 1).seq();
            List<TraceRecord> shown = next.stream().filter(wanted).toList();
            for (int i = 0; i < shown.size(); i++) {
                TraceRecord entry = shown.get(i);
                boolean last = i == shown.size() - 1;
                connection.send(Json.write(entry.json()), null, Long.toString(entry.seq()), last ? this : null);
            }
            if (shown.isEmpty()) {
                later(); // nothing is written whose end would lead to the next ones
            }
        }

        @Override
        public void done(
                ServerSentEventConnection written, @Nullable String data, @Nullable String event, @Nullable String id) {
            later();
        }

        @Override
        public void failed(
                ServerSentEventConnection broken,
                @Nullable String data,
                @Nullable String event,
                @Nullable String id,
                IOException failure) {
            LOG.debug("a reader of the trace went away: {}", failure.getMessage());
            leave.run();
        }
    }
}
