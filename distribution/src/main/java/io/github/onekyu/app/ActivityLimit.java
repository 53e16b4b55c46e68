package io.github.onekyu.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Keeps the lines about single actions and events readable, and cheap under load: so many a second, the rest is counted. */
final class ActivityLimit extends TurboFilter {
    static final int LINES_PER_SECOND = 20;

    private static final long SECOND = 1_000_000_000L;

    private final Logger activity;
    // All three guarded by this.
    private long windowEnd = System.nanoTime() + SECOND;
    private int lines;
    private long unshown;

    ActivityLimit(Logger activity) {
        this.activity = activity;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable failure) {
        // Without a format somebody only asks whether the level is on.
        if (logger != activity || format == null || level != Level.DEBUG) {
            return FilterReply.NEUTRAL;
        }
        long counted = count(System.nanoTime());
        if (counted > 0) {
            activity.info("… and {} more actions and events", counted);
        }
        return counted < 0 ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** -1: not to be shown; else how many were not shown in the second that has ended. */
    synchronized long count(long now) {
        long ended = 0;
        if (now - windowEnd >= 0) {
            windowEnd = now + SECOND;
            lines = 0;
            ended = unshown;
            unshown = 0;
        }
        if (lines >= LINES_PER_SECOND) {
            unshown++;
            return -1;
        }
        lines++;
        return ended;
    }
}
