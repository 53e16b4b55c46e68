package io.github.onekyu.transport.ws;

import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.PortOwner;
import io.github.onekyu.core.transport.SharedPorts;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of the WebSocket server: bind, serve, say goodbye (NET-05, NET-07, WS-08). */
final class WsTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(WsTransport.class);

    private final TransportContext context;
    private final WsConfig config;
    private final TimeLimits limits;
    private final ConnectionHub hub;
    private volatile SharedPorts.@Nullable Place place;
    private volatile boolean stopping;

    WsTransport(TransportContext context, WsConfig config, TimeLimits limits) {
        this.context = context;
        this.config = config;
        this.limits = limits;
        this.hub = new ConnectionHub(context, config, limits);
    }

    @Override
    public void start() {
        InetSocketAddress wanted = new InetSocketAddress(config.host(), config.port());
        if (wanted.isUnresolved()) {
            throw new TransportException(
                    "OKY-1102 ws: \"" + config.host()
                            + "\" is not an address of this machine; set ws_host to one, such as 127.0.0.1 or 0.0.0.0",
                    null);
        }
        HandshakeHandler handshakes =
                new HandshakeHandler(hub, new TyrusHost(context.threads().timer()));
        hub.open();
        SharedPorts.Place opened;
        try {
            opened = context.ports()
                    .<HttpHandler>join(
                            WsTransportProvider.NAME,
                            wanted,
                            context.selfId(),
                            handshakes,
                            this::portClosed,
                            (address, accounts) -> Listener.open(address, limits, accounts));
        } catch (SharedPorts.TakenException e) {
            hub.refuse();
            throw new TransportException(
                    "OKY-1101 ws: cannot listen on " + Addresses.text(wanted) + ": " + e.getMessage(), e);
        } catch (IOException e) {
            hub.refuse();
            throw new TransportException(
                    "OKY-1101 ws: cannot listen on " + Addresses.text(wanted) + ": " + e.getMessage()
                            + PortOwner.of(config.port())
                                    .map(owner -> " (the port is held by " + owner + ")")
                                    .orElse("")
                            + "; end that program, or set ws_port (and ws_host) to an address that is free",
                    e);
        }
        place = opened;
        LOG.info("ws listens on {}", Addresses.text(opened.address()));
    }

    private void portClosed() {
        if (!stopping) {
            context.reportFailure(new TransportException(
                    "OKY-1103 ws: the listening socket was closed without a stop; restart the account", null));
        }
    }

    @Override
    public void stop(Duration grace) {
        stopping = true;
        SharedPorts.Place opened = place;
        hub.refuse();
        if (opened == null) {
            return;
        }
        place = null;
        opened.leave();
        hub.finishCalls(grace);
        hub.closeAll(limits.farewell());
        opened.release();
        LOG.info("ws stopped");
    }

    @Override
    public Health health() {
        SharedPorts.Place opened = place;
        return opened != null && opened.isOpen() ? Health.GOOD : Health.bad("does not listen");
    }

    @Override
    public Optional<InetSocketAddress> address() {
        SharedPorts.Place opened = place;
        return opened == null ? Optional.empty() : Optional.of(opened.address());
    }
}
