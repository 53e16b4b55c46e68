package io.github.onekyu.transport.ws;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.ListenerProbe;
import io.github.onekyu.core.diagnosis.Probe;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.util.List;

/** The WebSocket server: {@code use_ws}, off unless turned on (NET-01). Stateless. */
public final class WsTransportProvider implements TransportProvider {
    static final String NAME = "ws";

    private final TimeLimits limits;

    /** For ServiceLoader. */
    public WsTransportProvider() {
        this(TimeLimits.DEFAULT);
    }

    WsTransportProvider(TimeLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statusName() {
        return "websocket";
    }

    @Override
    public List<Probe> probes(ConfigView config, long selfId) {
        WsConfig ws = WsConfig.from(config);
        return ListenerProbe.of("ws", ws.host(), ws.port(), "/", "ws_port", config, selfId);
    }

    @Override
    public Transport create(TransportContext context) {
        return new WsTransport(context, WsConfig.from(context.config()), limits);
    }
}
