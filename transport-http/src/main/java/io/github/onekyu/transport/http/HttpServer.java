package io.github.onekyu.transport.http;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * Undertow's HTTP listener on threads of its own: one IO thread for each processor and one that accepts, nothing else.
 * Built by hand rather than by Undertow's builder, which always makes a pool of worker threads too and, stopping, waits
 * without limit.
 */
final class HttpServer {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final OptionMap SOCKET = OptionMap.builder()
            .set(Options.TCP_NODELAY, true)
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.BACKLOG, 1000)
            .getMap();

    private final XnioWorker worker;
    private final HttpOpenListener connections;
    private final DefaultByteBufferPool buffers;
    private final AcceptingChannel<? extends StreamConnection> socket;

    /**
     * Binds and serves.
     *
     * @param blocking for the rare jobs that Undertow wants off its IO threads
     * @throws IOException if the address cannot be bound; then nothing is left behind
     */
    HttpServer(InetSocketAddress address, HttpHandler handler, Executor blocking, TimeLimits limits)
            throws IOException {
        int ioThreads = Math.max(1, Runtime.getRuntime().availableProcessors());
        buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
        connections = new HttpOpenListener(buffers, options(limits));
        connections.setRootHandler(handler);
        worker = Xnio.getInstance(HttpServer.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName("onekyu-" + HttpTransportProvider.NAME)
                .setWorkerIoThreads(ioThreads)
                .setDaemon(true)
                .setExternalExecutorService(new BorrowedExecutor(blocking))
                .build();
        boolean bound = false;
        try {
            OptionMap options = OptionMap.builder()
                    .addAll(SOCKET)
                    .set(Options.WORKER_IO_THREADS, ioThreads)
                    .getMap();
            socket = worker.createStreamConnectionServer(
                    address, ChannelListeners.<StreamConnection>openListenerAdapter(this::accepted), options);
            socket.resumeAccepts();
            bound = true;
        } finally {
            if (!bound) {
                release(Duration.ofSeconds(5));
            }
        }
    }

    private static OptionMap options(TimeLimits limits) {
        return OptionMap.builder()
                // The target is taken as it came: see RequestTarget. People do type 你好 into a query.
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .set(UndertowOptions.MAX_PARAMETERS, Integer.MAX_VALUE)
                // RequestBody has the limit; Undertow's own is 2 MiB.
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) limits.head().toMillis())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) limits.idle().toMillis())
                .getMap();
    }

    private void accepted(StreamConnection connection) {
        StrayPercents.install(connection);
        connections.handleEvent(connection);
    }

    InetSocketAddress address() {
        return socket.getLocalAddress(InetSocketAddress.class);
    }

    /** Whether new connections are still taken. */
    boolean isListening() {
        return socket.isOpen();
    }

    /** Takes no new connection; the port is free. */
    void refuse() {
        IoUtils.safeClose(socket);
    }

    /** Closes all connections and ends the threads. */
    void release(Duration limit) {
        connections.closeConnections();
        worker.shutdown();
        try {
            worker.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        buffers.close();
    }
}
