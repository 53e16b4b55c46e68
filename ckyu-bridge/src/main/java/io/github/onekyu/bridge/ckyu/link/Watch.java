package io.github.onekyu.bridge.ckyu.link;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Finds connections whose other end is gone without a word (LNK-11). Looked at by the timer; nothing blocks. */
final class Watch {
    private final Timing timing;
    /** Lines and when they were pinged last, if ever. */
    private final Map<Line, OptionalLong> lines = new ConcurrentHashMap<>();

    Watch(Timing timing) {
        this.timing = timing;
    }

    void add(Line line) {
        lines.put(line, OptionalLong.empty());
    }

    void remove(Line line) {
        lines.remove(line);
    }

    /** @param awaited whether somebody waits for an answer */
    void look(long now, boolean awaited) {
        lines.forEach((line, pinged) -> {
            boolean quiet = now - line.heardAt() >= timing.quiet().toNanos();
            boolean unanswered = pinged.isPresent() && line.heardAt() - pinged.getAsLong() < 0;
            if (unanswered && now - pinged.getAsLong() >= timing.dead().toNanos()) {
                lines.remove(line);
                line.end(Loss.broken("no byte came within " + timing.dead().toSeconds()
                        + " s after a ping, so the connection is half open"));
            } else if (quiet && !unanswered) {
                lines.replace(line, pinged, OptionalLong.of(now));
                line.ping();
            } else if (awaited && now - line.heardAt() >= timing.impatient().toNanos()) {
                // Counts for nothing: a busy peer may take its time. But where the other end has gone and the client
                // has
                // lost its end of file (JDK, one that comes right behind a frame), writing finds out.
                line.ping();
            }
        });
    }
}
