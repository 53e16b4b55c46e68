package io.github.onekyu.examples.lines;

import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Listens, and keeps one {@link LinesConnection} for each peer. */
final class LinesTransport implements Transport {
    private final TransportContext context;
    private final int port;
    private final Set<LinesConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket server;
    private EventSource.@Nullable Subscription subscription;

    LinesTransport(TransportContext context, int port) {
        this.context = context;
        this.port = port;
    }

    @Override
    public void start() {
        try {
            ServerSocket bound = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            server = bound;
            context.threads().named("acceptor").newThread(() -> accept(bound)).start();
        } catch (IOException e) {
            throw new TransportException(
                    "OKY-1101 lines: cannot listen on 127.0.0.1:" + port + " (lines_port): " + e.getMessage(), e);
        }
        subscription = context.events().subscribe(DeliveryPhase.BROADCAST, this::deliver);
    }

    private void accept(ServerSocket bound) {
        while (!bound.isClosed()) {
            try {
                Socket socket = bound.accept();
                LinesConnection connection = new LinesConnection(socket, context, connections::remove);
                connections.add(connection);
                connection.start();
            } catch (IOException e) {
                if (!bound.isClosed()) {
                    context.reportFailure(e);
                    return;
                }
            }
        }
    }

    /** On the account's delivery thread: only queues. */
    private CompletionStage<?> deliver(EncodedEvent event) {
        connections.forEach(connection -> connection.send(event.bytes()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void stop(Duration grace) {
        if (subscription != null) {
            subscription.close();
        }
        ServerSocket bound = server;
        if (bound != null) {
            try {
                bound.close();
            } catch (IOException e) {
                throw new TransportException("lines: the port could not be closed: " + e.getMessage(), e);
            }
        }
        connections.forEach(LinesConnection::close);
    }

    @Override
    public Health health() {
        ServerSocket bound = server;
        return bound != null && !bound.isClosed() ? Health.GOOD : Health.bad("not listening");
    }

    @Override
    public Optional<InetSocketAddress> address() {
        ServerSocket bound = server;
        return bound == null ? Optional.empty() : Optional.of((InetSocketAddress) bound.getLocalSocketAddress());
    }
}
