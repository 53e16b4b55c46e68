package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.Probe;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongBinaryOperator;

/** Makes the WebSocket client; on where {@code use_ws_reverse} is (NET-01). */
public final class WsReverseTransportProvider implements TransportProvider {
    static final String NAME = "ws_reverse";

    private final LongBinaryOperator random;

    /** For ServiceLoader. */
    public WsReverseTransportProvider() {
        this((least, bound) -> ThreadLocalRandom.current().nextLong(least, bound));
    }

    /** @param random a number from the first, included, to the second, not included */
    WsReverseTransportProvider(LongBinaryOperator random) {
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statusName() {
        return "websocket_reverse";
    }

    @Override
    public List<Probe> probes(ConfigView config, long selfId) {
        return TargetProbes.of(config, selfId);
    }

    @Override
    public Transport create(TransportContext context) {
        return new WsReverseTransport(WsReverseConfig.from(context.config()), context, random);
    }
}
