package io.github.onekyu.transport.ws;

import io.github.onekyu.core.transport.PortResidents;
import io.github.onekyu.core.transport.SharedPorts;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
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
 * A bound port with its IO threads. Built from Undertow's parts rather than its {@code Undertow} class, which cannot stop
 * listening without dropping what is connected.
 */
final class Listener implements SharedPorts.BoundPort {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BUFFER_SIZE = 16 * 1024;
    private static final int THREADS_END_SECONDS = 5;
    private static final int LARGEST_HEAD = 64 * 1024;

    private final XnioWorker worker;
    private final DefaultByteBufferPool buffers;
    private final HttpOpenListener connections;
    private final AcceptingChannel<? extends StreamConnection> channel;

    private Listener(
            XnioWorker worker,
            DefaultByteBufferPool buffers,
            HttpOpenListener connections,
            AcceptingChannel<? extends StreamConnection> channel) {
        this.worker = worker;
        this.buffers = buffers;
        this.connections = connections;
        this.channel = channel;
    }

    /**
     * Binds and serves.
     *
     * @throws IOException if the address is not to be had; nothing is left behind
     */
    static Listener open(InetSocketAddress address, TimeLimits limits, PortResidents<HttpHandler> accounts)
            throws IOException {
        XnioWorker worker = Xnio.getInstance(Listener.class.getClassLoader())
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, "onekyu-ws-io")
                        .set(Options.WORKER_IO_THREADS, Runtime.getRuntime().availableProcessors())
                        .set(Options.WORKER_TASK_CORE_THREADS, 1)
                        .set(Options.WORKER_TASK_MAX_THREADS, 1)
                        .set(Options.THREAD_DAEMON, true)
                        .getMap());
        DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_SIZE, -1, 4);
        HttpOpenListener connections = new HttpOpenListener(
                buffers,
                OptionMap.builder()
                        .set(UndertowOptions.NO_REQUEST_TIMEOUT, millis(limits.silence()))
                        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(limits.head()))
                        .set(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEAD)
                        // The target is taken as it came: see RequestTarget.
                        .set(UndertowOptions.DECODE_URL, false)
                        .set(UndertowOptions.MAX_PARAMETERS, Integer.MAX_VALUE)
                        // People type bytes outside ASCII; the path is compared as it came.
                        .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                        .getMap());
        connections.setRootHandler(new Front(accounts));
        try {
            AcceptingChannel<? extends StreamConnection> channel = worker.createStreamConnectionServer(
                    address,
                    server -> accept(server, connections),
                    OptionMap.builder()
                            .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.BALANCING_TOKENS, 1)
                            .set(Options.BALANCING_CONNECTIONS, 2)
                            .set(Options.BACKLOG, 1000)
                            .getMap());
            channel.resumeAccepts();
            return new Listener(worker, buffers, connections, channel);
        } catch (IOException | RuntimeException failure) {
            end(worker);
            buffers.close();
            throw failure;
        }
    }

    private static void accept(AcceptingChannel<StreamConnection> server, HttpOpenListener connections) {
        try {
            StreamConnection accepted = server.accept();
            if (accepted != null) {
                connections.handleEvent(accepted);
            }
        } catch (ClosedChannelException stopped) {
            LOG.trace("ws: somebody came as the port was closed");
        } catch (IOException e) {
            LOG.warn(
                    "OKY-1303 ws: a connection could not be accepted: {}; look at the limit of open files",
                    e.getMessage());
        }
    }

    private static int millis(Duration duration) {
        return (int) duration.toMillis();
    }

    @Override
    public InetSocketAddress address() {
        return channel.getLocalAddress(InetSocketAddress.class);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void onClosed(Runnable task) {
        channel.getCloseSetter().set(closed -> task.run());
    }

    @Override
    public void closePort() {
        IoUtils.safeClose(channel);
    }

    @Override
    public void release() {
        connections.closeConnections();
        end(worker);
        buffers.close();
    }

    private static void end(XnioWorker worker) {
        worker.shutdownNow();
        try {
            worker.awaitTermination(THREADS_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
