package io.github.onekyu.testkit.contract;

import io.github.onekyu.core.auth.Access;
import io.github.onekyu.core.auth.AccessToken;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A transport whose wires are queues: the smallest one that holds to the contract, and with a {@link Fault} does not. */
final class MemoryTransport implements Transport {
    private final TransportContext context;
    private final MemoryNetwork network;
    private final Fault fault;
    private final AccessToken token;
    private final int wantedPort;
    private final List<MemoryConnection> connections = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile int port;
    private volatile boolean running;
    private EncodedEvent heldBack;
    private EventSource.Subscription subscription;

    record Provider(MemoryNetwork network, Fault fault) implements TransportProvider {
        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Transport create(TransportContext context) {
            return new MemoryTransport(context, network, fault);
        }
    }

    private MemoryTransport(TransportContext context, MemoryNetwork network, Fault fault) {
        this.context = context;
        this.network = network;
        this.fault = fault;
        this.token = AccessToken.of(context.config().text("access_token").orElse(""));
        this.wantedPort = context.config().port("memory_port", 0);
    }

    @Override
    public void start() {
        OptionalInt bound = network.bind(wantedPort, this);
        if (bound.isEmpty() && fault != Fault.IGNORES_A_TAKEN_PORT) {
            throw new TransportException("memory cannot listen on " + wantedPort + ": somebody else does", null);
        }
        port = bound.orElse(wantedPort);
        running = true;
        subscription = context.events().subscribe(DeliveryPhase.BROADCAST, this::receive);
        context.threads().named("keeper").newThread(this::keep).start();
    }

    /** Does nothing but be a thread that has to end. */
    private void keep() {
        try {
            stopped.await();
            if (fault == Fault.LEAKS_A_THREAD) {
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop(Duration grace) {
        running = false;
        stopped.countDown();
        if (subscription != null) {
            subscription.close();
        }
        if (fault != Fault.FORGETS_CONNECTIONS) {
            connections.forEach(MemoryConnection::end);
        }
        if (fault != Fault.KEEPS_THE_PORT) {
            network.release(port, this);
        }
    }

    /** Lets a bot in, or says with which status it was turned away. */
    Access knock(Optional<String> header, Optional<String> query) {
        Access access = token.check(header, () -> query);
        return access == Access.WRONG && fault == Fault.WRONG_IS_MISSING ? Access.MISSING : access;
    }

    MemoryConnection connect() {
        if (!running) {
            throw new IllegalStateException("nobody listens on " + port);
        }
        MemoryConnection connection = new MemoryConnection(context.actions(), fault);
        connections.add(connection);
        Optional<EncodedEvent> greeting = context.events().connectEvent();
        if (fault == Fault.GREETS_EVERYBODY) {
            greeting.ifPresent(event -> connections.forEach(each -> each.push(event.text())));
        } else {
            greeting.ifPresent(event -> connection.push(event.text()));
        }
        connection.greeted();
        return connection;
    }

    private CompletableFuture<Void> receive(EncodedEvent event) {
        if (fault != Fault.SWAPS_EVENTS) {
            broadcast(event);
        } else if (heldBack == null) {
            heldBack = event;
        } else {
            broadcast(event);
            broadcast(heldBack);
            heldBack = null;
        }
        return CompletableFuture.completedFuture(null);
    }

    private void broadcast(EncodedEvent event) {
        connections.removeIf(MemoryConnection::ended);
        connections.stream().filter(MemoryConnection::isGreeted).forEach(each -> each.push(event.text()));
    }

    @Override
    public Health health() {
        return Health.GOOD;
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return running ? Optional.of(MemoryNetwork.address(port)) : Optional.empty();
    }
}
