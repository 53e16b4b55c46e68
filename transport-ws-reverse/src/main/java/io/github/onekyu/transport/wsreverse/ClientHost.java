package io.github.onekyu.transport.wsreverse;

import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.xnio.ChannelListener;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * What all reverse connections of the process share, whatever endpoint and account they are of: the Tyrus client, the IO
 * threads, TLS. There while somebody uses it, so that twenty connections cost no more threads than one. Not Tyrus' own Grizzly container: that
 * one never closes a socket whose peer accepts and stays silent, shares its threads with the whole process and leaves them
 * behind, rewrites path and query, and queues for a slow peer without a bound. Thread-safe.
 */
final class ClientHost {
    private static final int TLS_BUFFER = 17 << 10;
    /** By the size of messages, which is one setting of the Tyrus client; guarded by itself. */
    private static final Map<Integer, ClientHost> IN_USE = new HashMap<>();

    private final int maxMessageSize;
    private int users; // guarded by IN_USE
    private final ClientManager client = ClientManager.createClient(SocketContainer.class.getName());
    private final XnioWorker worker;
    private final ExecutorService diallers = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), ClientHost::dialler);

    private ClientHost(int maxMessageSize, Duration handshakeLimit) {
        this.maxMessageSize = maxMessageSize;
        client.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, (int) handshakeLimit.toMillis());
        client.getProperties().put(ClientProperties.INCOMING_BUFFER_SIZE, maxMessageSize + 1023);
        // Zero, the default, makes Tyrus schedule a task for every frame.
        client.setDefaultMaxSessionIdleTimeout(-1);
        worker = Xnio.getInstance(ClientHost.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName("onekyu-" + WsReverseTransportProvider.NAME)
                .setWorkerIoThreads(Math.min(2, Runtime.getRuntime().availableProcessors()))
                .setCoreWorkerPoolSize(1)
                .setMaxWorkerPoolSize(2) // TLS handshakes only
                .setWorkerKeepAlive(1000)
                .setDaemon(true)
                .build();
    }

    /**
     * The one for this size of messages; give it back with {@link #release}.
     *
     * @param handshakeLimit a bound for the thread in which Tyrus waits; the connection has its own, shorter one
     */
    static ClientHost acquire(int maxMessageSize, Duration handshakeLimit) {
        synchronized (IN_USE) {
            ClientHost host = IN_USE.computeIfAbsent(maxMessageSize, size -> new ClientHost(size, handshakeLimit));
            host.users++;
            return host;
        }
    }

    /**
     * Has Tyrus make an engine for the connection, on a thread that waits for the handshake there, since resolving a name may
     * take long. Tyrus' own threads for that would stay for a minute each.
     */
    void dial(PeerConnection connection, PeerUrl url) {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        config.getUserProperties().put(PeerConnection.KEY, connection);
        diallers.execute(() -> {
            try {
                client.connectToServer(connection, config, url.engineUri());
            } catch (DeploymentException | IOException | RuntimeException failed) {
                // The connection knows better why, and has its own deadline.
            }
        });
    }

    private static Thread dialler(Runnable task) {
        Thread thread = new Thread(task, "onekyu-" + WsReverseTransportProvider.NAME + "-dial");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens a socket; the listener is called on its IO thread. TLS checks the certificate and the name in it (RWS-03a). */
    IoFuture<? extends StreamConnection> open(
            PeerUrl url, InetSocketAddress address, ChannelListener<? super StreamConnection> opened)
            throws IOException {
        OptionMap.Builder options = OptionMap.builder().set(Options.TCP_NODELAY, true);
        if (!url.secure()) {
            return worker.openStreamConnection(address, opened, options.getMap());
        }
        options.set(Options.SSL_PEER_HOST_NAME, url.hostName())
                .set(UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM, "HTTPS");
        try {
            UndertowXnioSsl ssl = new UndertowXnioSsl(
                    worker.getXnio(),
                    OptionMap.EMPTY,
                    new DefaultByteBufferPool(true, TLS_BUFFER),
                    SSLContext.getDefault());
            return ssl.openSslConnection(
                    worker, new InetSocketAddress(0), address, opened, channel -> {}, options.getMap());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java has no TLS: " + e.getMessage(), e);
        }
    }

    /** Ends every thread once nobody uses it any more. Connections should be closed by then: those of the last are cut. */
    void release() {
        synchronized (IN_USE) {
            if (--users > 0) {
                return;
            }
            IN_USE.remove(maxMessageSize);
        }
        diallers.shutdown();
        client.shutdown();
        worker.shutdownNow();
        try {
            worker.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
