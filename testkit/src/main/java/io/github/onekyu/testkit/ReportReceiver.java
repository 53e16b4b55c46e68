package io.github.onekyu.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receiver of reports on loopback: records every request as it came and gives the answers lined up for it. Lined-up
 * answers are for ordinary events; meta events get 204 unless {@link #answerMeta} says otherwise, so that the {@code
 * enable} event of a start uses none of them up.
 */
public final class ReportReceiver implements AutoCloseable {
    private final ServerSocket listener;
    private final Deque<ReportAnswer> answers = new ArrayDeque<>();
    private ReportAnswer otherwise = ReportAnswer.status(204);
    private ReportAnswer metaAnswer = ReportAnswer.status(204);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Request> unread = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * One report.
     *
     * @param line such as {@code POST /hook HTTP/1.1}
     * @param nanoTime when it had been read completely
     * @param connection the number of its TCP connection, from 1
     */
    public record Request(String line, Headers headers, byte[] body, long nanoTime, int connection) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public boolean isMeta() {
            return text().contains("\"post_type\":\"meta_event\"");
        }
    }

    private ReportReceiver(ServerSocket listener) {
        this.listener = listener;
        start("testkit-report-receiver", this::acceptAll);
    }

    /** Listens on a free port. */
    public static ReportReceiver open() {
        return open(0);
    }

    public static ReportReceiver open(int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 256);
            return new ReportReceiver(listener);
        } catch (IOException e) {
            throw new UncheckedIOException("127.0.0.1:" + port, e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return url("/");
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Lines up the answer to one more event. */
    public synchronized ReportReceiver answer(ReportAnswer answer) {
        answers.add(answer);
        return this;
    }

    /** The answer to every event for which none is lined up. */
    public synchronized ReportReceiver answerAlways(ReportAnswer answer) {
        otherwise = answer;
        return this;
    }

    /** The answer to every meta event. */
    public synchronized ReportReceiver answerMeta(ReportAnswer answer) {
        metaAnswer = answer;
        return this;
    }

    /** Short for an answer with this status and body; headers are whole lines. */
    public ReportReceiver reply(int status, String body, String... headers) {
        ReportAnswer answer = ReportAnswer.status(status).body(body);
        for (String header : headers) {
            answer = answer.header(header);
        }
        return answer(answer);
    }

    /** The next event is read and never answered. */
    public ReportReceiver hang() {
        return answer(ReportAnswer.never());
    }

    /** The next event is answered with 204 after this time. */
    public ReportReceiver delay(Duration delay) {
        return answer(ReportAnswer.status(204).after(delay));
    }

    /** The next request of any kind; fails if there is none in time. */
    public Request next(Duration limit) {
        return poll(limit).orElseThrow(() -> new AssertionError("no report within " + limit));
    }

    /** The next request that is not a meta event. */
    public Request nextEvent(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Request request = poll(Duration.ofNanos(Math.max(0, end - System.nanoTime())))
                    .orElseThrow(() -> new AssertionError("no report of an event within " + limit));
            if (!request.isMeta()) {
                return request;
            }
        }
    }

    public Optional<Request> poll(Duration limit) {
        try {
            return Optional.ofNullable(unread.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a report", e);
        }
    }

    /** Waits the whole time; fails if any request comes. */
    public void expectNone(Duration limit) {
        poll(limit).ifPresent(request -> {
            throw new AssertionError("expected no report, got " + request.text());
        });
    }

    /** Every request so far, read or not. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many TCP connections have come in. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        close(listener);
        sockets.forEach(ReportReceiver::close);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                start("testkit-report-connection", () -> serve(socket, number));
            } catch (IOException closed) {
                // the loop's condition says whether this was the end or one bad connection
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                HttpWire.Head head = HttpWire.readHead(in);
                byte[] body = HttpWire.readBody(in, head.headers(), false);
                Request request = new Request(head.line(), head.headers(), body, System.nanoTime(), number);
                requests.add(request);
                unread.add(request);
                more = take(request).write(socket);
            }
        } catch (IOException clientWentAway) {
            // a client may leave whenever it likes
        }
    }

    private synchronized ReportAnswer take(Request request) {
        if (request.isMeta()) {
            return metaAnswer;
        }
        ReportAnswer answer = answers.poll();
        return answer == null ? otherwise : answer;
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            // nothing is left to do for a socket that cannot even be closed
        }
    }
}
