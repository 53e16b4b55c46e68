package io.github.onekyu.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.Selector;

/** Receives events that say in {@code t} when they were raised, in nanoseconds of the machine's one monotonic clock. */
final class EventConnection extends WsConnection {
    private static final byte[] RAISED_AT = Scan.ascii("\"t\":");
    private static final int SMALL = 4096;

    private final boolean slow;
    private volatile long received;
    private volatile int closeCode;
    private volatile boolean gone;

    /** @param slow reads the answer to its handshake and nothing more */
    EventConnection(URI uri, Selector selector, Tally tally, boolean slow) throws IOException {
        super(uri, selector, tally, slow ? SMALL : 0);
        this.slow = slow;
    }

    @Override
    void begin() {}

    @Override
    void opened() {
        if (slow) {
            stall();
        }
    }

    @Override
    void text(byte[] bytes, int from, int to, long now) {
        int raised = Scan.last(bytes, from, to, RAISED_AT);
        if (raised >= 0) {
            received++;
            if (!slow) {
                tally.operation(now, now - Scan.number(bytes, raised + RAISED_AT.length));
            }
        }
    }

    @Override
    void closed(int code) {
        closeCode = code;
        if (!slow) {
            super.closed(code);
        }
    }

    @Override
    void lost(String why) {
        gone = true;
        if (!slow) {
            super.lost(why);
        }
    }

    long events() {
        return received;
    }

    /** What the peer's close frame said; 0 if none came. */
    int closeCode() {
        return closeCode;
    }

    boolean gone() {
        return gone || ended();
    }
}
