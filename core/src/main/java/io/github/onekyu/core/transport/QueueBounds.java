package io.github.onekyu.core.transport;

import io.github.onekyu.core.config.ConfigView;
import java.util.Locale;

/**
 * How much may wait for one peer and what happens then (EP-18, EP-19).
 *
 * @param size events; {@link Long#MAX_VALUE} for any number
 * @param bytes of what waits, not counting the newest; {@link Long#MAX_VALUE} for any number
 */
public record QueueBounds(long size, long bytes, Overflow overflow) {
    /** Reads {@code <prefix>_queue_size}, {@code <prefix>_queue_bytes} and {@code <prefix>_overflow}; 0 is no bound. */
    public static QueueBounds from(ConfigView config, String prefix, QueueBounds fallback) {
        return new QueueBounds(
                bound(config, prefix + "_queue_size", fallback.size()),
                bound(config, prefix + "_queue_bytes", fallback.bytes()),
                config.text(prefix + "_overflow")
                        .map(word -> Overflow.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(fallback.overflow()));
    }

    private static long bound(ConfigView config, String key, long fallback) {
        long bound = config.integer(key, fallback == Long.MAX_VALUE ? 0 : fallback);
        return bound <= 0 ? Long.MAX_VALUE : bound;
    }

    /** Whether events are given up rather than the connection. */
    public boolean drops() {
        return overflow != Overflow.CLOSE;
    }
}
