package io.github.onekyu.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/** Keep-alive HTTP/1.1: the next request leaves when the answer is there. */
final class HttpConnection extends Connection {
    private static final byte[] END_OF_HEAD = Scan.ascii("\r\n\r\n");
    private static final byte[] CONTENT_LENGTH = Scan.ascii("content-length:");
    private static final byte[] LAST_CHUNK = Scan.ascii("0\r\n\r\n");
    private static final byte[] FAILED = Scan.ascii("\"failed\"");
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final byte[] request;
    private long sentAt;

    HttpConnection(URI uri, Selector selector, Tally tally, byte[] request) throws IOException {
        super(uri, selector, tally, 0);
        this.request = request;
    }

    @Override
    boolean ready() {
        return true;
    }

    @Override
    void begin() throws IOException {
        send(System.nanoTime());
        flush();
    }

    private void send(long now) {
        sentAt = now;
        room(request.length);
        out.put(request);
    }

    @Override
    void received() {
        byte[] bytes = in.array();
        int at = in.position();
        int limit = in.limit();
        int end = answerEnd(bytes, at, limit);
        while (end >= 0) {
            long now = System.nanoTime();
            if (bytes[at + STATUS_AT] != '2' || failed(bytes, at, end)) {
                tally.error("answer: " + new String(bytes, at, Math.min(200, end - at), StandardCharsets.UTF_8));
            }
            tally.operation(now, now - sentAt);
            if (!tally.isStopping()) {
                send(now);
            }
            at = end;
            end = answerEnd(bytes, at, limit);
        }
        in.position(at);
    }

    private static boolean failed(byte[] bytes, int from, int to) {
        return to - from < 2000 && Scan.first(bytes, from, to, FAILED) >= 0;
    }

    /** Where the answer that begins at this place ends; -1 if it is not whole. */
    private int answerEnd(byte[] bytes, int from, int limit) {
        int head = Scan.first(bytes, from, limit, END_OF_HEAD);
        if (head < 0) {
            return -1;
        }
        int body = head + END_OF_HEAD.length;
        int length = Scan.firstIgnoringCase(bytes, from, head, CONTENT_LENGTH);
        int end;
        if (length >= 0) {
            end = body + (int) Scan.number(bytes, length + CONTENT_LENGTH.length);
            if (end > limit) {
                expect(end - from + 1);
            }
        } else if (bytes[from + STATUS_AT] == '2' && bytes[from + STATUS_AT + 2] == '4') {
            end = body; // 204
        } else {
            int last = Scan.first(bytes, body, limit, LAST_CHUNK);
            end = last < 0 ? -1 : last + LAST_CHUNK.length;
        }
        return end > limit ? -1 : end;
    }
}
