package io.github.onekyu.console;

import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened in the last five minutes, in steps of two seconds: counters taken from time to time, for charts. */
final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    static final int STEP_SECONDS = 2;
    static final int POINTS = 150;

    private final ConsoleContext context;
    private final ArrayDeque<JsonObject> points = new ArrayDeque<>(); // guarded by this
    private final ScheduledExecutorService clock;

    // Of the last step; for the clock's thread.
    private long events;
    private long calls;
    private long failed;
    private long dropped;
    private Tally.Latencies latencies;

    History(ConsoleContext context) {
        this.context = context;
        this.latencies = context.trace().tally().latencies();
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "onekyu-console-history");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        clock.scheduleAtFixedRate(this::step, STEP_SECONDS, STEP_SECONDS, TimeUnit.SECONDS);
    }

    void stop() {
        clock.shutdownNow();
    }

    /** Takes one point. */
    void step() {
        try {
            Tally tally = context.trace().tally();
            List<EndpointState> endpoints = context.accounts().stream()
                    .flatMap(account -> account.endpoints().stream())
                    .toList();
            long allDropped =
                    endpoints.stream().mapToLong(EndpointState::dropped).sum();
            Tally.Latencies now = tally.latencies();
            Tally.Latencies since = now.since(latencies);
            JsonObject point = JsonObject.builder()
                    .put("time", System.currentTimeMillis() / 1000)
                    .put("events", tally.events() - events)
                    .put("calls", tally.calls() - calls)
                    .put("failed", tally.failed() - failed)
                    .put("p50_ms", millis(since.quantile(0.5)))
                    .put("p99_ms", millis(since.quantile(0.99)))
                    .put(
                            "queued",
                            endpoints.stream().mapToLong(EndpointState::queued).sum())
                    .put("dropped", Math.max(0, allDropped - dropped)) // less after a reload
                    .build();
            events = tally.events();
            calls = tally.calls();
            failed = tally.failed();
            dropped = allDropped;
            latencies = now;
            synchronized (this) {
                points.add(point);
                if (points.size() > POINTS) {
                    points.remove();
                }
            }
        } catch (RuntimeException bug) {
            LOG.error("OKY-1712 the console's charts miss a point", bug); // thrown, it would be the last one
        }
    }

    private static JsonNumber millis(double value) {
        return new JsonNumber(
                BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).toPlainString());
    }

    synchronized JsonObject json() {
        return JsonObject.builder()
                .put("step", STEP_SECONDS)
                .put("points", JsonArray.of(points))
                .build();
    }
}
