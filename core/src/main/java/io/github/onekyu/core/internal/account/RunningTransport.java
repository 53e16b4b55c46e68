package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.internal.observe.EndpointLog;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.EndpointState.Phase;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transport of an endpoint and what became of it. Started, paused and stopped by one thread at a time. */
final class RunningTransport {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTransport.class);

    private final Endpoint endpoint;
    private final EndpointLog log;
    private volatile @Nullable Transport transport;
    private volatile @Nullable Throwable failure;
    private volatile boolean paused;
    /** When it was started, paused or broke. */
    private volatile long since = System.currentTimeMillis();

    RunningTransport(Endpoint endpoint, EndpointLog log) {
        this.endpoint = endpoint;
        this.log = log;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    EndpointLog log() {
        return log;
    }

    void created(Transport made) {
        transport = made;
    }

    String name() {
        return endpoint.name();
    }

    String statusName() {
        return endpoint.statusName();
    }

    Transport transport() {
        Transport made = transport;
        if (made == null) {
            throw new IllegalStateException(name() + " has not been created");
        }
        return made;
    }

    boolean isPaused() {
        return paused;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Is not to be started with the others: the one before it was paused. */
    void beginPaused() {
        paused = true;
    }

    /** Stops it until {@link #resume}; its connections end. */
    void pause(Duration grace) {
        if (!paused) {
            paused = true;
            since = System.currentTimeMillis();
            transport().stop(grace);
            LOG.info("{} paused", name());
        }
    }

    /**
     * Goes on after a pause, with a transport made anew, since one starts only once.
     *
     * @throws RuntimeException as {@link Transport#start}; it stays paused then
     */
    void resume(Supplier<Transport> maker) {
        if (!paused) {
            return;
        }
        Transport made = maker.get();
        try {
            made.start();
        } catch (RuntimeException failed) {
            made.stop(Duration.ZERO);
            throw failed;
        }
        transport = made;
        failure = null;
        paused = false;
        since = System.currentTimeMillis();
        LOG.info("{} resumed", name());
    }

    /** It broke after a good start (NET-05). */
    void failed(Throwable cause) {
        failure = cause;
        since = System.currentTimeMillis();
        log.problem("OKY-1103", cause.toString());
        LOG.error("OKY-1103 transport {} broke: {}; it stays down until a reload or restart", name(), cause.toString());
    }

    Health health() {
        if (paused) {
            return Health.bad("paused");
        }
        Throwable broken = failure;
        return broken == null ? transport().health() : Health.bad(broken.toString());
    }

    EndpointState state(long selfId) {
        Optional<InetSocketAddress> address =
                paused ? Optional.empty() : transport().address();
        Phase phase = phase(address.isPresent());
        var connections = log.connections();
        return new EndpointState(
                selfId,
                name(),
                endpoint.provider().name(),
                phase,
                phase == Phase.CONNECTED || phase == Phase.CONNECTING ? Math.max(since, log.changed()) : since,
                address,
                log.target(),
                log.problem(),
                log.sent() + connections.stream().mapToLong(c -> c.sent()).sum(),
                log.received()
                        + connections.stream().mapToLong(c -> c.received()).sum(),
                log.dropped() + connections.stream().mapToLong(c -> c.dropped()).sum(),
                List.copyOf(connections));
    }

    private Phase phase(boolean listens) {
        if (paused) {
            return Phase.PAUSED;
        } else if (failure != null) {
            return Phase.FAILED;
        } else if (listens) {
            return Phase.LISTENING;
        } else if (log.reports()) {
            return Phase.REPORTING;
        }
        return log.hasConnection() ? Phase.CONNECTED : Phase.CONNECTING;
    }
}
