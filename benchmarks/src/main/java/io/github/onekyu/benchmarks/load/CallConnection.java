package io.github.onekyu.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/** So many calls under way at any time, each answer matched by its numeric {@code echo}. */
final class CallConnection extends WsConnection {
    /** Every echo has ten digits, so that all calls are of one length. */
    private static final long FIRST_ECHO = 1_000_000_000L;

    private static final int ECHO_DIGITS = 10;
    private static final byte[] ECHO = Scan.ascii("\"echo\":");
    private static final byte[] FAILED = Scan.ascii("\"failed\"");

    private final int outstanding;
    private final byte[] before;
    private final byte[] after;
    private final long[] sentAt = new long[4096];
    private int next;

    /** @param outstanding at most 4,096 */
    CallConnection(URI uri, Selector selector, Tally tally, int outstanding, byte[] before, byte[] after)
            throws IOException {
        super(uri, selector, tally, 0);
        this.outstanding = outstanding;
        this.before = before;
        this.after = after;
    }

    @Override
    void begin() throws IOException {
        for (int i = 0; i < outstanding; i++) {
            call();
        }
        flush();
    }

    private void call() {
        int id = next++;
        sentAt[id % sentAt.length] = System.nanoTime();
        head(1, before.length + ECHO_DIGITS + after.length);
        out.put(before);
        long echo = FIRST_ECHO + id;
        int at = out.position();
        for (int i = ECHO_DIGITS - 1; i >= 0; i--) {
            out.put(at + i, (byte) ('0' + echo % 10));
            echo /= 10;
        }
        out.position(at + ECHO_DIGITS);
        out.put(after);
    }

    @Override
    void text(byte[] bytes, int from, int to, long now) {
        int echo = Scan.last(bytes, from, to, ECHO);
        if (echo < 0) {
            return; // an event
        }
        if (to - from < 2000 && Scan.first(bytes, from, to, FAILED) >= 0) {
            tally.error("answer: " + new String(bytes, from, Math.min(200, to - from), StandardCharsets.UTF_8));
        }
        int id = (int) (Scan.number(bytes, echo + ECHO.length) - FIRST_ECHO);
        tally.operation(now, now - sentAt[id % sentAt.length]);
        if (!tally.isStopping()) {
            call();
        }
    }
}
