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
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server for reverse clients, on loopback. What it does with the next attempts can be lined up: each of
 * {@link #accept}, {@link #refuse}, {@link #hang}, {@link #dropAfterAccept} and {@link #wrongAcceptKey} stands for one
 * attempt; with nothing lined up it accepts, or does what an {@code …Always} method said last.
 */
public final class RawWebSocketServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Deque<Plan> plans = new ArrayDeque<>();
    private Plan otherwise = Plan.ACCEPT;
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();

    /** One TCP connection that came in, whatever became of it. */
    public static final class Attempt {
        private final long nanoTime;
        private volatile HttpWire.@Nullable Head head;

        private Attempt(long nanoTime) {
            this.nanoTime = nanoTime;
        }

        /** When the TCP connection was accepted. */
        public long nanoTime() {
            return nanoTime;
        }

        /** Such as {@code GET /event/ HTTP/1.1}; empty until the request has been read. */
        public Optional<String> requestLine() {
            return Optional.ofNullable(head).map(HttpWire.Head::line);
        }

        public Headers headers() {
            HttpWire.Head read = head;
            return read == null ? new Headers(List.of()) : read.headers();
        }
    }

    /** An accepted connection. */
    public static final class Connection extends WebSocketPeer {
        private final Attempt attempt;

        private Connection(Socket socket, InputStream in, Attempt attempt) {
            super(socket, in, false);
            this.attempt = attempt;
        }

        public String requestLine() {
            return attempt.requestLine().orElseThrow();
        }

        /** The path and query of the request line, as sent. */
        public String target() {
            return requestLine().split(" ")[1];
        }

        public Headers headers() {
            return attempt.headers();
        }

        /** The value of {@code X-Client-Role}. */
        public String role() {
            return headers().first("X-Client-Role").orElse("");
        }

        /** When its TCP connection was accepted. */
        public long nanoTime() {
            return attempt.nanoTime();
        }

        /** Sends a close frame with this code; the TCP connection ends once the client has answered. */
        public void close(int code) {
            sendClose(code, "");
        }

        /** Sends a close frame without a code. */
        public void closeEmpty() {
            sendEmptyClose();
        }

        /** Ends the TCP connection without a close frame. */
        public void drop() {
            close();
        }
    }

    private record Plan(Kind kind, int status) {
        enum Kind {
            ACCEPT,
            REFUSE,
            HANG,
            DROP,
            WRONG_KEY
        }

        static final Plan ACCEPT = new Plan(Kind.ACCEPT, 101);
        static final Plan HANG = new Plan(Kind.HANG, 0);
        static final Plan DROP = new Plan(Kind.DROP, 101);
        static final Plan WRONG_KEY = new Plan(Kind.WRONG_KEY, 101);
    }

    private RawWebSocketServer(ServerSocket listener) {
        this.listener = listener;
        start("testkit-ws-server", this::acceptAll);
    }

    /** Listens on a free port. */
    public static RawWebSocketServer open() {
        return open(0);
    }

    /** Listens on this port; for a server that comes back. */
    public static RawWebSocketServer open(int port) {
        return open(port, ServerSocketFactory.getDefault());
    }

    /** Listens with sockets of this factory; for TLS. */
    public static RawWebSocketServer open(int port, ServerSocketFactory factory) {
        try {
            ServerSocket listener = factory.createServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return new RawWebSocketServer(listener);
        } catch (IOException e) {
            throw new UncheckedIOException("127.0.0.1:" + port, e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code ws://127.0.0.1:<port>} followed by the path. */
    public String url(String path) {
        return "ws://127.0.0.1:" + port() + path;
    }

    public RawWebSocketServer accept() {
        return next(Plan.ACCEPT);
    }

    public RawWebSocketServer refuse(int status) {
        return next(new Plan(Plan.Kind.REFUSE, status));
    }

    /** Reads the request and never answers. */
    public RawWebSocketServer hang() {
        return next(Plan.HANG);
    }

    /** Answers 101 and ends the TCP connection at once. */
    public RawWebSocketServer dropAfterAccept() {
        return next(Plan.DROP);
    }

    /** Answers 101 with a {@code Sec-WebSocket-Accept} that belongs to another key; then waits for the client to go. */
    public RawWebSocketServer wrongAcceptKey() {
        return next(Plan.WRONG_KEY);
    }

    public RawWebSocketServer acceptAlways() {
        return always(Plan.ACCEPT);
    }

    public RawWebSocketServer refuseAlways(int status) {
        return always(new Plan(Plan.Kind.REFUSE, status));
    }

    public RawWebSocketServer hangAlways() {
        return always(Plan.HANG);
    }

    /** The next accepted connection; fails if there is none in time. */
    public Connection next(Duration limit) {
        return poll(limit).orElseThrow(() -> new AssertionError("no WebSocket connection within " + limit));
    }

    /** The next accepted connection with this {@code X-Client-Role}; others are kept for later calls. */
    public Connection next(String role, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Deque<Connection> others = new ArrayDeque<>();
        try {
            while (true) {
                Connection connection = poll(Duration.ofNanos(Math.max(0, end - System.nanoTime())))
                        .orElseThrow(() -> new AssertionError(
                                "no connection with role " + role + " within " + limit + "; others: " + others.size()));
                if (connection.role().equals(role)) {
                    return connection;
                }
                others.add(connection);
            }
        } finally {
            connections.addAll(others);
        }
    }

    public Optional<Connection> poll(Duration limit) {
        try {
            return Optional.ofNullable(connections.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a connection", e);
        }
    }

    /** Every TCP connection so far, in order. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Stops listening; connections that are open stay open. */
    public void stopListening() {
        close(listener);
    }

    /** Stops listening and ends every connection. */
    @Override
    public void close() {
        stopListening();
        sockets.forEach(RawWebSocketServer::close);
    }

    private synchronized RawWebSocketServer next(Plan plan) {
        plans.add(plan);
        return this;
    }

    private synchronized RawWebSocketServer always(Plan plan) {
        otherwise = plan;
        return this;
    }

    private synchronized Plan take() {
        Plan plan = plans.poll();
        return plan == null ? otherwise : plan;
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Attempt attempt = new Attempt(System.nanoTime());
                attempts.add(attempt);
                sockets.add(socket);
                Plan plan = take();
                start("testkit-ws-handshake", () -> serve(socket, attempt, plan));
            } catch (IOException closed) {
                // the loop's condition says whether this was the end or one bad connection
            }
        }
    }

    private void serve(Socket socket, Attempt attempt, Plan plan) {
        try {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            HttpWire.Head head = HttpWire.readHead(in);
            attempt.head = head;
            String key = head.headers().first("Sec-WebSocket-Key").orElse("");
            switch (plan.kind()) {
                case ACCEPT -> {
                    Connection connection = new Connection(socket, in, attempt);
                    write(socket, upgrade(RawWebSocket.acceptFor(key)));
                    connection.startReading();
                    connections.add(connection);
                }
                case REFUSE -> {
                    write(
                            socket,
                            "HTTP/1.1 " + plan.status()
                                    + " Refused\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    socket.close();
                }
                case DROP -> {
                    write(socket, upgrade(RawWebSocket.acceptFor(key)));
                    socket.close();
                }
                case WRONG_KEY -> write(socket, upgrade(RawWebSocket.acceptFor(key + "x")));
                case HANG -> {
                    // the client has to give up by itself
                }
            }
        } catch (IOException clientWentAway) {
            close(socket);
        }
    }

    private static String upgrade(String accept) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
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
