package io.github.onekyu.transport.http;

import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes a connection whose peer brings nothing forward: each time the limit has passed, the progress must have changed.
 * Lives on the connection's IO thread, which calls everything here.
 */
final class StallWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);

    private final HttpServerExchange exchange;
    private final String phase;
    private final Duration limit;
    private final LongSupplier progress;
    private long seen;
    private XnioExecutor.@Nullable Key timer;

    private StallWatch(HttpServerExchange exchange, String phase, Duration limit, LongSupplier progress) {
        this.exchange = exchange;
        this.phase = phase;
        this.limit = limit;
        this.progress = progress;
    }

    /** @param phase for the log: what the peer was doing */
    static StallWatch start(HttpServerExchange exchange, String phase, Duration limit, LongSupplier progress) {
        StallWatch watch = new StallWatch(exchange, phase, limit, progress);
        watch.arm();
        return watch;
    }

    void stop() {
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }

    private void arm() {
        seen = progress.getAsLong();
        try {
            timer = exchange.getIoThread().executeAfter(this, limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            timer = null; // the server stops and closes every connection anyway
        }
    }

    @Override
    public void run() {
        if (timer == null || exchange.isComplete()) {
            return;
        }
        if (progress.getAsLong() == seen) {
            LOG.debug("http {}: closed, {} stalled for {} ms", Peer.of(exchange), phase, limit.toMillis());
            IoUtils.safeClose(exchange.getConnection());
        } else {
            arm();
        }
    }
}
