package io.github.onekyu.benchmarks.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that each keep so many requests under way and send the next when an answer comes: what a server can do, and what
 * one request costs it. Not thread-safe.
 */
public final class ClosedLoad implements AutoCloseable {
    /** Where the number goes that a call is recognised by. */
    public static final String ECHO = "%E%";

    private final Loops loops;
    private boolean begun;

    private ClosedLoad(Loops loops) {
        this.loops = loops;
    }

    /**
     * Keep-alive HTTP, one request under way on each connection.
     *
     * @param body JSON to post; empty for a GET
     */
    public static ClosedLoad http(URI uri, int connections, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = (content.length == 0 ? "GET " : "POST ") + Connection.target(uri) + " HTTP/1.1\r\nHost: "
                + uri.getAuthority() + "\r\n"
                + (content.length == 0
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
                + "\r\n";
        byte[] start = Scan.ascii(head);
        byte[] request = new byte[start.length + content.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(content, 0, request, start.length, content.length);
        Loops loops = new Loops("http", 1);
        loops.open(connections, (selector, tally) -> new HttpConnection(uri, selector, tally, request));
        return ready(loops);
    }

    /**
     * Calls over WebSocket.
     *
     * @param outstanding calls under way on each connection
     * @param template one call, with {@link #ECHO} where its echo goes
     */
    public static ClosedLoad calls(URI uri, int connections, int outstanding, String template) {
        int at = template.indexOf(ECHO);
        if (at < 0) {
            throw new IllegalArgumentException("no " + ECHO + " in " + template);
        }
        byte[] before = template.substring(0, at).getBytes(StandardCharsets.UTF_8);
        byte[] after = template.substring(at + ECHO.length()).getBytes(StandardCharsets.UTF_8);
        Loops loops = new Loops("calls", 1);
        loops.open(
                connections, (selector, tally) -> new CallConnection(uri, selector, tally, outstanding, before, after));
        return ready(loops);
    }

    private static ClosedLoad ready(Loops loops) {
        try {
            loops.awaitReady();
        } catch (RuntimeException failure) {
            loops.close();
            throw failure;
        }
        return new ClosedLoad(loops);
    }

    /** Lets the load run for this long without looking. */
    public void run(Duration time) {
        if (!begun) {
            begun = true;
            loops.begin();
        }
        sleep(time);
        loops.failOnError();
    }

    /** Lets the load run for this long, and on until so many operations are done; but no longer than {@code limit}. */
    public void warmUp(Duration time, long operations, Duration limit) {
        long begin = System.nanoTime();
        loops.startMeasuring();
        run(time);
        while (loops.operations() < operations && System.nanoTime() - begin < limit.toNanos()) {
            sleep(Duration.ofMillis(5));
        }
        loops.stopMeasuring();
        loops.failOnError();
    }

    /** Looks for this long. @throws IllegalStateException after the first refused or wrong answer */
    public Sample measure(Duration window) {
        run(Duration.ZERO);
        loops.startMeasuring();
        long from = System.nanoTime();
        sleep(window);
        loops.stopMeasuring();
        double seconds = (System.nanoTime() - from) / 1e9;
        loops.failOnError();
        return loops.sum().over(seconds);
    }

    /** Runs until so many operations are done; answers how it went. */
    public Sample measure(long operations, Duration limit) {
        loops.startMeasuring();
        long from = System.nanoTime();
        if (!begun) {
            begun = true;
            loops.begin();
        }
        while (loops.operations() < operations) {
            loops.failOnError();
            if (System.nanoTime() - from > limit.toNanos()) {
                throw new IllegalStateException(loops.operations() + " of " + operations + " answers within " + limit);
            }
            LockSupport.parkNanos(200_000);
        }
        loops.stopMeasuring();
        return loops.sum().over((System.nanoTime() - from) / 1e9);
    }

    private static void sleep(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        loops.close();
    }
}
