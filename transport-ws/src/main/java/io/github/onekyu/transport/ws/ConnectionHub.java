package io.github.onekyu.transport.ws;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.auth.Door;
import io.github.onekyu.core.connection.CallChannel;
import io.github.onekyu.core.connection.Role;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.transport.Drops;
import io.github.onekyu.core.transport.TransportContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;

/** All connections of the transport, and the one receiver through which events come to them. Thread-safe. */
final class ConnectionHub {
    /**
     * Up to so many receivers the delivery thread writes an event itself, so that it has really left when the reverse
     * connections get theirs (ORD-02); for more it would take longer than waking the IO threads.
     */
    private static final int DIRECT_RECEIVERS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHub.class);

    private final TransportContext context;
    private final WsConfig config;
    private final TimeLimits limits;
    private final RunningCalls running = new RunningCalls();
    private final Set<WsConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<WsConnection> eventReceivers = new CopyOnWriteArrayList<>();
    private final List<WsConnection> universalReceivers = new CopyOnWriteArrayList<>();
    /** Held while a connection joins and while an event is handed out: one is before the other. */
    private final Object turn = new Object();

    /** One for each IO thread; filled with the turn held. */
    private final Map<XnioIoThread, Handover> handovers = new ConcurrentHashMap<>();

    private boolean closed;
    private EventSource.@Nullable Subscription subscription;
    private @Nullable ScheduledFuture<?> pings;

    ConnectionHub(TransportContext context, WsConfig config, TimeLimits limits) {
        this.context = context;
        this.config = config;
        this.limits = limits;
    }

    WsConfig config() {
        return config;
    }

    TimeLimits limits() {
        return limits;
    }

    Door door() {
        return context.door();
    }

    Caller caller(String peer, Grant grant) {
        return context.caller(peer, grant);
    }

    ScheduledExecutorService timer() {
        return context.threads().timer();
    }

    /** From now on events are taken and peers are watched. Once. */
    void open() {
        subscription = context.events().subscribe(DeliveryPhase.BROADCAST, this::receive);
        long interval = config.pingInterval().toMillis();
        if (interval > 0) {
            pings = timer().scheduleWithFixedDelay(this::sweep, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Takes a connection in, before its peer has the answer to its handshake: what happens once the peer knows that it is
     * connected must reach it. The {@code connect} event goes into its queue before anything else (WS-31, META-04).
     * Answers false if the transport is stopping.
     */
    boolean join(WsConnection connection) {
        Role role = connection.role();
        Optional<EncodedEvent> first = role.receivesEvents() ? context.events().connectEvent() : Optional.empty();
        synchronized (turn) {
            if (closed) {
                return false;
            }
            first.ifPresent(event -> connection.greet(frame(event)));
            connections.add(connection);
            if (role == Role.EVENT) {
                eventReceivers.add(connection);
            } else if (role == Role.UNIVERSAL) {
                universalReceivers.add(connection);
            }
        }
        context.metrics().connectionOpened(context.endpoint());
        context.report().cleared();
        connection.seen(context.report()
                .opened(connection.getName(), role.headerValue().toLowerCase(Locale.ROOT), connection.traffic()));
        return true;
    }

    void leave(WsConnection connection) {
        if (connections.remove(connection)) {
            eventReceivers.remove(connection);
            universalReceivers.remove(connection);
            context.metrics().connectionClosed(context.endpoint());
        }
    }

    Handover handover(XnioIoThread ioThread) {
        return handovers.computeIfAbsent(ioThread, Handover::new);
    }

    /** The calls of one connection. */
    IncomingCalls calls(WsConnection connection) {
        return new IncomingCalls(
                new CallChannel(context.actions(), connection.caller()),
                running,
                connection::reply,
                connection::messageCame);
    }

    Drops drops(String peer) {
        return new Drops(context, LOG, "OKY-1304", peer, config.queue(), WsConfig.OVERFLOW);
    }

    void problem(String code, String words) {
        context.report().problem(code, words);
    }

    void dropped() {
        context.metrics().dropped(context.endpoint(), "slow_reader");
    }

    private CompletionStage<?> receive(EncodedEvent event) {
        int receivers = eventReceivers.size() + universalReceivers.size();
        if (receivers > 0) {
            ByteBuffer frame = frame(event);
            synchronized (turn) {
                if (receivers <= DIRECT_RECEIVERS) {
                    eventReceivers.forEach(connection -> connection.push(frame));
                    universalReceivers.forEach(connection -> connection.push(frame));
                } else {
                    eventReceivers.forEach(connection -> connection.queue(frame));
                    universalReceivers.forEach(connection -> connection.queue(frame));
                    handovers.values().forEach(Handover::finish);
                }
            }
            context.metrics().eventDelivered(context.endpoint(), receivers);
        }
        return CompletableFuture.completedFuture(null);
    }

    /** The event's frame, made once for all connections. */
    private static ByteBuffer frame(EncodedEvent event) {
        return event.derived(ByteBuffer.class, Frames::text);
    }

    private void sweep() {
        ByteBuffer ping = Frames.ping();
        connections.forEach(connection -> connection.sweep(ping));
    }

    /** No more events, connections and calls. Before the port closes: whoever sees that it has may rely on it. */
    void refuse() {
        running.close();
        synchronized (turn) {
            closed = true;
        }
        if (subscription != null) {
            subscription.close();
        }
        if (pings != null) {
            pings.cancel(false);
        }
    }

    /** Waits for the replies to the calls that run, as long as may be. */
    void finishCalls(Duration grace) {
        running.await(grace);
    }

    /** Says goodbye to everybody and waits for the peers to go (WS-08). */
    void closeAll(Duration limit) {
        connections.forEach(connection -> connection.close(1001, "shutting down"));
        long end = System.nanoTime() + limit.toNanos();
        while (!connections.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
        }
        connections.forEach(connection -> connection.abort("the transport has stopped"));
    }
}
