package io.github.onekyu.transport.http;

import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.PortOwner;
import io.github.onekyu.core.transport.PortResidents;
import io.github.onekyu.core.transport.SharedPorts;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of one account: builds its parts, starts and stops them. */
final class HttpTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final TransportContext context;
    private final HttpConfig config;
    private final TimeLimits limits;
    private final RunningCalls calls = new RunningCalls();
    private volatile SharedPorts.@Nullable Place place;
    /** What this transport opened itself; another account's transport may have. For tests. */
    volatile @Nullable HttpServer opened;

    private @Nullable Future<?> look;

    HttpTransport(TransportContext context, HttpConfig config, TimeLimits limits) {
        this.context = context;
        this.config = config;
        this.limits = limits;
    }

    @Override
    public void start() {
        InetSocketAddress wanted = new InetSocketAddress(config.host(), config.port());
        if (wanted.isUnresolved()) {
            throw new TransportException(
                    "OKY-1102 http: \"" + config.host()
                            + "\" is not an address of this machine; set host to one, such as 127.0.0.1 or 0.0.0.0",
                    null);
        }
        SharedPorts.Place started;
        try {
            started = context.ports()
                    .join(
                            HttpTransportProvider.NAME,
                            wanted,
                            context.selfId(),
                            new Front.Tenant(router(), context.threads().requests()),
                            () -> {}, // look() sees it
                            this::open);
        } catch (SharedPorts.TakenException e) {
            throw new TransportException(
                    "OKY-1101 http: cannot listen on " + Peer.text(wanted) + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TransportException(
                    "OKY-1101 http: cannot listen on " + Peer.text(wanted) + ": " + e.getMessage()
                            + PortOwner.of(config.port())
                                    .map(owner -> " (the port is held by " + owner + "); end that program, or set port")
                                    .orElse("; set port and host")
                            + " to an address that is free",
                    e);
        }
        place = started;
        startLooking();
        LOG.info("http listens on {}", Peer.text(started.address()));
    }

    private HttpServer open(InetSocketAddress address, PortResidents<Front.Tenant> tenants) throws IOException {
        HttpServer server = new HttpServer(address, tenants, limits);
        opened = server;
        return server;
    }

    private Router router() {
        Executor blocking = context.threads().requests();
        Replies replies = new Replies(config.enableCors(), calls, limits);
        Refusals refusals = new Refusals();
        return new Router(
                new ApiHandler(config, context, calls, replies, refusals, limits),
                new FileHandler(config, context.door(), blocking, calls, replies, refusals, limits),
                replies);
    }

    /** The library does not tell when it loses a listening socket, so it is asked now and then (NET-05). */
    private void look() {
        Health now = health();
        if (place != null && !now.good()) {
            stopLooking();
            context.reportFailure(new TransportException(
                    "OKY-1103 http: " + now.reason() + "; restart the account to open it again", null));
        }
    }

    private synchronized void startLooking() {
        look = context.threads()
                .timer()
                .scheduleWithFixedDelay(this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    private synchronized void stopLooking() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    @Override
    public void stop(Duration grace) {
        SharedPorts.Place running = place;
        if (running == null) {
            return;
        }
        place = null;
        stopLooking();
        running.leave();
        calls.stop(grace);
        running.release();
        LOG.info("http stopped");
    }

    @Override
    public Health health() {
        SharedPorts.Place running = place;
        if (running == null) {
            return Health.bad("it does not run");
        }
        return running.isOpen() ? Health.GOOD : Health.bad("the listening socket was closed");
    }

    @Override
    public Optional<InetSocketAddress> address() {
        SharedPorts.Place running = place;
        return running == null ? Optional.empty() : Optional.of(running.address());
    }
}
