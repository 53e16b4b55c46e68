package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.error.BackendException;
import io.undertow.UndertowOptions;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Where the implementation comes to us: a small HTTP listener at {@code upstream_listen}, with one IO thread. */
final class Doorway {
    private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int HEAD_MILLIS = 10_000;
    private static final int IDLE_MILLIS = 120_000;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final XnioWorker worker;
    private final HttpOpenListener connections;
    private final DefaultByteBufferPool buffers;
    private final AcceptingChannel<? extends StreamConnection> socket;

    /** @throws BackendException if the address cannot be bound; then nothing is left behind */
    Doorway(InetSocketAddress address, HttpHandler handler) {
        buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
        connections = new HttpOpenListener(
                buffers,
                OptionMap.builder()
                        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L) // the handler has the limit
                        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEAD_MILLIS)
                        .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                        .getMap());
        connections.setRootHandler(handler);
        AcceptingChannel<? extends StreamConnection> bound = null;
        XnioWorker threads = null;
        try {
            threads = Xnio.getInstance(Doorway.class.getClassLoader())
                    .createWorkerBuilder()
                    .setWorkerName("onekyu-link")
                    .setWorkerIoThreads(1)
                    .setCoreWorkerPoolSize(1)
                    .setMaxWorkerPoolSize(1)
                    .setDaemon(true)
                    .build();
            bound = threads.createStreamConnectionServer(
                    address,
                    ChannelListeners.<StreamConnection>openListenerAdapter(this::accepted),
                    OptionMap.builder()
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.WORKER_IO_THREADS, 1)
                            .getMap());
        } catch (IOException e) {
            throw new BackendException(
                    Retcode.FAILED.value(),
                    "OKY-1646 upstream_listen " + address.getHostString() + ":" + address.getPort()
                            + " cannot be bound: " + e.getMessage() + "; end what has the port, or choose another",
                    e);
        } finally {
            if (bound == null) {
                if (threads != null) {
                    threads.shutdown();
                }
                buffers.close();
            }
        }
        worker = threads;
        socket = bound;
        socket.resumeAccepts();
        LOG.info("waiting for the OneBot implementation at {}", socket.getLocalAddress(InetSocketAddress.class));
    }

    private void accepted(StreamConnection connection) {
        var source = connection.getSourceChannel();
        source.setConduit(new Heard(source.getConduit()));
        connections.handleEvent(connection);
    }

    InetSocketAddress address() {
        return socket.getLocalAddress(InetSocketAddress.class);
    }

    /** What tells the {@link System#nanoTime} at which the connection of this request was heard last. */
    static LongSupplier heard(HttpServerExchange exchange) {
        return exchange.getConnection() instanceof AbstractServerConnection connection
                        && connection.getOriginalSourceConduit() instanceof Heard heard
                ? () -> heard.at
                : System::nanoTime;
    }

    /** Takes no new connection; the port is free. */
    void refuse() {
        IoUtils.safeClose(socket);
    }

    void release() {
        connections.closeConnections();
        worker.shutdown();
        try {
            worker.awaitTermination(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        buffers.close();
    }

    /** Notes when bytes came, below the protocol: half a frame is a sign of life too (LNK-11). */
    private static final class Heard extends AbstractStreamSourceConduit<StreamSourceConduit> {
        private volatile long at = System.nanoTime();

        private Heard(StreamSourceConduit socket) {
            super(socket);
        }

        private <N extends Number> N note(N bytes) {
            if (bytes.longValue() > 0) {
                at = System.nanoTime();
            }
            return bytes;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return note(next.read(target));
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return note(next.read(targets, offset, length));
        }

        @Override
        public long transferTo(long position, long count, FileChannel target) throws IOException {
            return note(next.transferTo(position, count, target));
        }
    }
}
