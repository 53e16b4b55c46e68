package io.github.onekyu.core.internal.event;

import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Beats right after enable and then at its interval; the next is scheduled after the one before (META-09). */
public final class Heartbeat {
    private final EventPipeline pipeline;
    private final Supplier<JsonObject> status;
    private final Duration interval;
    private final ScheduledExecutorService timer;
    private volatile boolean stopped;

    public Heartbeat(
            EventPipeline pipeline, Supplier<JsonObject> status, Duration interval, ScheduledExecutorService timer) {
        this.pipeline = pipeline;
        this.status = status;
        this.interval = interval;
        this.timer = timer;
    }

    public void start() {
        beat();
    }

    public void stop() {
        stopped = true;
    }

    private void beat() {
        if (stopped) {
            return;
        }
        pipeline.emit(
                pipeline.metaEvents().heartbeat(status.get(), interval.toMillis()), EventPipeline.Audience.EVERYBODY);
        try {
            timer.schedule(this::beat, interval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            // The account stops; there is nothing left to beat for.
        }
    }
}
