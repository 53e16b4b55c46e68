package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.Address;
import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Probe;
import java.util.List;

/** Each target, as it would be dialled. */
final class TargetProbes {
    static final String KEY = "ws_reverse_url";

    private TargetProbes() {}

    static List<Probe> of(ConfigView settings, long selfId) {
        WsReverseConfig config = WsReverseConfig.from(settings);
        return config.targets().stream()
                .map(target -> Probe.of(
                        Probe.Kind.WEBSOCKET,
                        Peer.BOT,
                        target.role().headerValue() + " client",
                        KEY,
                        address(target.url()),
                        new HandshakeRequest(target, selfId, config).headers()))
                .toList();
    }

    private static Address address(PeerUrl url) {
        return new Address(url.secure() ? "wss" : "ws", url.host(), url.port(), url.requestTarget());
    }
}
