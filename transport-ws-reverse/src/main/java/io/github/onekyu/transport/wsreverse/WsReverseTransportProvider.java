package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;

/** Makes the WebSocket client; on where {@code use_ws_reverse} is (NET-01). */
public final class WsReverseTransportProvider implements TransportProvider {
    static final String NAME = "ws_reverse";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statusName() {
        return "websocket_reverse";
    }

    @Override
    public Transport create(TransportContext context) {
        return new WsReverseTransport(WsReverseConfig.from(context.config()), context);
    }
}
