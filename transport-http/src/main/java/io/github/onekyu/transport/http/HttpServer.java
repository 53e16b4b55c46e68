package io.github.onekyu.transport.http;

import io.github.onekyu.core.transport.PortResidents;
import io.github.onekyu.core.transport.SharedPorts;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
final class HttpServer implements SharedPorts.BoundPort {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Duration RELEASE = Duration.ofSeconds(5);
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
     * @param tenants who answer
     * @throws IOException if the address cannot be bound; then nothing is left behind
     */
    HttpServer(InetSocketAddress address, PortResidents<Front.Tenant> tenants, TimeLimits limits) throws IOException {
        int ioThreads = Math.max(1, Runtime.getRuntime().availableProcessors());
        buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
        connections = new HttpOpenListener(buffers, options(limits));
        connections.setRootHandler(new Front(tenants, limits));
        worker = Xnio.getInstance(HttpServer.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName("onekyu-" + HttpTransportProvider.NAME)
                .setWorkerIoThreads(ioThreads)
                .setDaemon(true)
                .setExternalExecutorService(
                        new BorrowedExecutor(task -> anybody(tenants).execute(task)))
                .build();
        boolean bound = false;
        try {
            OptionMap options = OptionMap.builder()
                    .addAll(SOCKET)
                    .set(Options.WORKER_IO_THREADS, ioThreads)
                    .getMap();
            socket = worker.createStreamConnectionServer(address, this::accept, options);
            socket.resumeAccepts();
            bound = true;
        } finally {
            if (!bound) {
                release();
            }
        }
    }

    /** The listener may outlive the account that opened it. */
    private static Executor anybody(PortResidents<Front.Tenant> tenants) {
        return tenants.any().map(Front.Tenant::blocking).orElse(Runnable::run);
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

    private void accept(AcceptingChannel<StreamConnection> server) {
        try {
            StreamConnection accepted = server.accept();
            if (accepted != null) {
                StrayPercents.install(accepted);
                connections.handleEvent(accepted);
            }
        } catch (ClosedChannelException stopped) {
            LOG.trace("http: somebody came as the port was closed");
        } catch (IOException e) {
            LOG.warn(
                    "OKY-1203 http: a connection could not be accepted: {}; look at the limit of open files",
                    e.getMessage());
        }
    }

    @Override
    public InetSocketAddress address() {
        return socket.getLocalAddress(InetSocketAddress.class);
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void closePort() {
        IoUtils.safeClose(socket);
    }

    @Override
    public void release() {
        connections.closeConnections();
        worker.shutdown();
        try {
            worker.awaitTermination(RELEASE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        buffers.close();
    }
}
