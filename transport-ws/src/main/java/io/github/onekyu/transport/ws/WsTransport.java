package io.github.onekyu.transport.ws;

import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.PortOwner;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
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
    private volatile @Nullable Listener listener;
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
        Listener opened;
        try {
            opened = Listener.open(wanted, limits, handshakes);
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
        opened.onClosed(this::portClosed);
        listener = opened;
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
        Listener opened = listener;
        hub.refuse();
        if (opened == null) {
            return;
        }
        listener = null;
        opened.closePort();
        hub.finishCalls(grace);
        hub.closeAll(limits.farewell());
        opened.close();
        LOG.info("ws stopped");
    }

    @Override
    public Health health() {
        Listener opened = listener;
        return opened != null && opened.isOpen() ? Health.GOOD : Health.bad("does not listen");
    }

    @Override
    public Optional<InetSocketAddress> address() {
        Listener opened = listener;
        return opened == null ? Optional.empty() : Optional.of(opened.address());
    }
}
