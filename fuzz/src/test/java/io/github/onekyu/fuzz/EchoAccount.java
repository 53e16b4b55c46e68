package io.github.onekyu.fuzz;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.auth.AccessToken;
import io.github.onekyu.core.auth.Door;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventReceiver;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.quick.QuickOperations;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportMetrics;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.core.transport.TransportThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One transport on a free loopback port, before actions that tell what they were called with: {@code echo} and
 * {@code slow} (from another thread) answer their name and parameters, {@code fail} fails, {@code throw} breaks the
 * promise of the dispatcher, {@code get_status} says {@code ok}, any other name is unknown. The token is {@code t}.
 */
final class EchoAccount implements TransportContext, TransportThreads, ActionDispatcher, AutoCloseable {
    static final String TOKEN = "t";
    /** Stands in a file beside those that may be read. */
    static final String HIDDEN = "nobody-may-read-this";

    /** Far beyond any answer, and below the server's own limits, so that one of them is no way out. */
    private static final int READ_MILLIS = 8000;

    private final Path home;
    private final Config config;
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Transport transport;
    private volatile @Nullable Throwable failure;

    EchoAccount(TransportProvider provider) throws IOException {
        home = Files.createTempDirectory("onekyu-fuzz-");
        Files.createDirectories(home.resolve("data/image"));
        Files.writeString(home.resolve("data/image/a.txt"), "a picture");
        Files.writeString(home.resolve("data/hidden.txt"), HIDDEN);
        Files.writeString(home.resolve("hidden.txt"), HIDDEN);
        config = Config.of(
                home,
                JsonObject.builder()
                        .put("host", "127.0.0.1")
                        .put("port", 0)
                        .put("ws_host", "127.0.0.1")
                        .put("ws_port", 0)
                        .put("access_token", TOKEN)
                        .put("serve_data_files", true)
                        .put("enable_cors", true)
                        .build());
        transport = provider.create(this);
        transport.start();
    }

    /** A new connection, whose reads end in time. */
    Socket connect() throws IOException {
        int port = transport.address().orElseThrow().getPort();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Sends the bytes on a connection of their own, then the end of the stream; what came back until its end. */
    byte[] exchange(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            return exchange(socket, request);
        }
    }

    static byte[] exchange(Socket socket, byte[] last) throws IOException {
        try {
            socket.getOutputStream().write(last);
            socket.shutdownOutput();
        } catch (SocketException refusedAlready) {
            // what was said before is still there to be read
        }
        return readToEnd(socket.getInputStream());
    }

    private static byte[] readToEnd(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "no end after " + READ_MILLIS + " ms; so far: " + all.toString(StandardCharsets.ISO_8859_1));
        } catch (SocketException reset) {
            // a close, though a rude one
        }
        return all.toByteArray();
    }

    @Override
    public String endpoint() {
        return "fuzzed";
    }

    @Override
    public EndpointReport report() {
        return EndpointReport.NONE;
    }

    @Override
    public Door door() {
        return new Door(AccessToken.of(TOKEN), Grant.ALL, List.of());
    }

    @Override
    public Caller caller(String peer) {
        return caller(peer, Grant.ALL);
    }

    @Override
    public Caller caller(String peer, Grant grant) {
        return Caller.of(endpoint(), peer, grant, Optional.empty());
    }

    /** What the transport reported about itself; null is nothing. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public CompletionStage<ActionResponse> dispatch(ActionRequest request, Caller caller) {
        return switch (request.action()) {
            case "get_status" -> CompletableFuture.completedFuture(ActionResponse.done());
            case "echo" -> CompletableFuture.completedFuture(told(request));
            case "slow" -> CompletableFuture.supplyAsync(() -> told(request), pool);
            case "fail" -> CompletableFuture.completedFuture(ActionResponse.failed(new Retcode(-34), "no"));
            case "throw" -> CompletableFuture.failedFuture(new IllegalStateException("the promise is broken"));
            default -> CompletableFuture.completedFuture(new ActionResponse.UnknownAction(request.action()));
        };
    }

    private static ActionResponse told(ActionRequest request) {
        return new ActionResponse.Done(JsonObject.builder()
                .put("action", request.action())
                .put("params", request.params().json())
                .build());
    }

    @Override
    public ConfigView config() {
        return config;
    }

    @Override
    public ActionDispatcher actions() {
        return this;
    }

    @Override
    public EventSource events() {
        return new EventSource() {
            @Override
            public Subscription subscribe(DeliveryPhase phase, EventReceiver receiver) {
                return () -> {}; // nothing ever happens here
            }

            @Override
            public Optional<EncodedEvent> connectEvent() {
                return Optional.empty();
            }
        };
    }

    @Override
    public QuickOperations quickOperations() {
        throw new UnsupportedOperationException("only calls are made here");
    }

    @Override
    public long selfId() {
        return 10001000L;
    }

    @Override
    public TransportThreads threads() {
        return this;
    }

    @Override
    public TransportMetrics metrics() {
        return TransportMetrics.NONE;
    }

    @Override
    public void reportFailure(Throwable cause) {
        failure = cause;
    }

    @Override
    public Executor requests() {
        return pool;
    }

    @Override
    public Executor workers() {
        return pool;
    }

    @Override
    public ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public ThreadFactory named(String role) {
        return Thread::new;
    }

    @Override
    public void close() throws IOException {
        transport.stop(Duration.ofSeconds(1));
        pool.shutdown();
        timer.shutdown();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
