package io.github.onekyu.core.observe;

/**
 * The counters of one connection, which the connection keeps itself: reading is on demand, from any thread, and may be a
 * little behind. No method blocks.
 */
public interface Traffic {
    /** Messages that wait to be written. */
    long queued();

    /** Bytes that wait to be written. */
    long queuedBytes();

    /** Milliseconds since the queue was last empty; 0 while it is. */
    long behindMillis();

    /** Messages that were written. */
    long sent();

    /** Messages that came in. */
    long received();

    /** Messages that were thrown away because a bound was reached. */
    long dropped();

    /** Ends the connection; whoever dials, dials again. Returns at once. */
    void disconnect(String reason);
}
