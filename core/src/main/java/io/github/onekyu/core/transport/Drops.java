package io.github.onekyu.core.transport;

import io.github.onekyu.core.observe.EndpointReport;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * Counts the events that one peer's queue gives up, and tells of them once for each burst: in the log and as a problem
 * of the endpoint (EP-20). Thread-safe; nothing here blocks.
 */
public final class Drops {
    /** Bursts that follow one another as quickly as this are one. */
    private static final long CALM = Duration.ofSeconds(10).toNanos();

    private final String endpoint;
    private final TransportMetrics metrics;
    private final EndpointReport report;
    private final Logger log;
    private final String code;
    private final String words;
    private final LongSupplier clock;
    private final AtomicLong all = new AtomicLong();

    // Guarded by this.
    private boolean running;
    /** The burst goes on after a moment without drops: there is a line about it already. */
    private boolean continued;

    private boolean ever;
    private long begun;
    private long told;
    private long ended;

    /**
     * @param code of the message
     * @param peer who does not keep up, for people
     * @param key the setting that says what happens, {@code ws_overflow}
     */
    public Drops(TransportContext context, Logger log, String code, String peer, QueueBounds bounds, String key) {
        this(
                context.endpoint(),
                context.metrics(),
                context.report(),
                log,
                code,
                peer + " does not keep up and its queue is full; events for it are dropped (" + key + " = "
                        + bounds.overflow().name().toLowerCase(Locale.ROOT)
                        + "), others are not affected; see why it is slow, or raise its bounds",
                System::nanoTime);
    }

    Drops(
            String endpoint,
            TransportMetrics metrics,
            EndpointReport report,
            Logger log,
            String code,
            String words,
            LongSupplier clock) {
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.report = report;
        this.log = log;
        this.code = code;
        this.words = words;
        this.clock = clock;
    }

    /** Counts and tells nobody: for tests. */
    public static Drops untold() {
        return new Drops(
                "", TransportMetrics.NONE, EndpointReport.NONE, NOPLogger.NOP_LOGGER, "", "", System::nanoTime);
    }

    /** How many there were in all. */
    public long total() {
        return all.get();
    }

    /** So many events were given up. */
    public void dropped(int events) {
        long sum = all.addAndGet(events);
        metrics.dropped(endpoint, "overflow");
        long now = clock.getAsLong();
        boolean news;
        synchronized (this) {
            if (running && now - told < CALM) {
                return;
            }
            if (!running) {
                continued = ever && now - ended < CALM;
                begun = continued ? begun : sum - events;
            }
            news = !running && !continued;
            running = true;
            ever = true;
            told = now;
        }
        if (news) {
            log.warn("{} {}: {}", code, endpoint, words);
        }
        // Now and then in a long burst too: the end of another peer's burst may have cleared it.
        report.problem(code, words);
    }

    /** The queue is empty again, or gone. */
    public void over() {
        boolean news;
        long count;
        synchronized (this) {
            if (!running) {
                return;
            }
            running = false;
            ended = clock.getAsLong();
            news = !continued;
            count = all.get() - begun;
        }
        if (news) {
            log.info("{}: {} events were dropped; the queue is empty again or gone", endpoint, count);
        }
        report.cleared();
    }
}
