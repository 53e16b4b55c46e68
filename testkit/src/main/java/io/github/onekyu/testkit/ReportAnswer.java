package io.github.onekyu.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a {@link ReportReceiver} does with one request. Immutable; each method gives a changed copy. */
public final class ReportAnswer {
    private enum Kind {
        PLAIN,
        CHUNKED,
        NEVER,
        RESET
    }

    private final Kind kind;
    private final int status;
    private final String body;
    private final List<String> headers;
    private final Gate gate;
    private final Duration delay;

    private ReportAnswer(Kind kind, int status, String body, List<String> headers, Gate gate, Duration delay) {
        this.kind = kind;
        this.status = status;
        this.body = body;
        this.headers = List.copyOf(headers);
        this.gate = gate;
        this.delay = delay;
    }

    private static ReportAnswer of(Kind kind, int status) {
        Gate open = new Gate();
        open.open();
        return new ReportAnswer(kind, status, "", List.of(), open, Duration.ZERO);
    }

    /** An answer with an empty body. */
    public static ReportAnswer status(int status) {
        return of(Kind.PLAIN, status);
    }

    /** 200 with this body as {@code application/json}. */
    public static ReportAnswer json(String body) {
        return status(200).body(body).header("Content-Type: application/json");
    }

    /** The connection stays open and silent. */
    public static ReportAnswer never() {
        return of(Kind.NEVER, 0);
    }

    /** The connection is reset instead. */
    public static ReportAnswer reset() {
        return of(Kind.RESET, 0);
    }

    public ReportAnswer body(String text) {
        return new ReportAnswer(kind, status, text, headers, gate, delay);
    }

    /** @param line a whole line, such as {@code "Location: /b"} */
    public ReportAnswer header(String line) {
        List<String> more = new ArrayList<>(headers);
        more.add(line);
        return new ReportAnswer(kind, status, body, more, gate, delay);
    }

    /** The body goes out in two chunks instead of with a {@code Content-Length}. */
    public ReportAnswer chunked() {
        return new ReportAnswer(Kind.CHUNKED, status, body, headers, gate, delay);
    }

    public ReportAnswer after(Duration time) {
        return new ReportAnswer(kind, status, body, headers, gate, time);
    }

    /** Waits until the test opens the gate. */
    public ReportAnswer when(Gate opened) {
        return new ReportAnswer(kind, status, body, headers, opened, delay);
    }

    /** @return whether another request may follow on this connection */
    boolean write(Socket socket) throws IOException {
        gate.await();
        waitFor(delay);
        switch (kind) {
            case NEVER -> {
                // reads on, so that it notices when the client gives up
                while (socket.getInputStream().read() >= 0) {
                    // whatever it says, there is no answer
                }
                return false;
            }
            case RESET -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case PLAIN, CHUNKED -> socket.getOutputStream().write(bytes());
        }
        OutputStream out = socket.getOutputStream();
        out.flush();
        return true;
    }

    private byte[] bytes() {
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " Answer\r\n");
        headers.forEach(line -> answer.append(line).append("\r\n"));
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        if (kind == Kind.CHUNKED) {
            answer.append("Transfer-Encoding: chunked\r\n\r\n");
            int middle = body.length() / 2;
            chunk(answer, body.substring(0, middle));
            chunk(answer, body.substring(middle));
            answer.append("0\r\n\r\n");
        } else {
            if (status != 204) {
                answer.append("Content-Length: ").append(length).append("\r\n");
            }
            answer.append("\r\n").append(body);
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void chunk(StringBuilder answer, String part) {
        if (!part.isEmpty()) {
            int length = part.getBytes(StandardCharsets.UTF_8).length;
            answer.append(Integer.toHexString(length)).append("\r\n");
            answer.append(part).append("\r\n");
        }
    }

    private static void waitFor(Duration delay) {
        if (delay.isZero()) {
            return;
        }
        try {
            new java.util.concurrent.CountDownLatch(1)
                    .await(delay.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
