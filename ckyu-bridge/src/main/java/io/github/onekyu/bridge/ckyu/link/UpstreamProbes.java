package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.Address;
import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the implementation would be dialled; and whether we listen where it dials us. */
final class UpstreamProbes {
    private UpstreamProbes() {}

    static List<Probe> of(ConfigView settings) {
        LinkConfig config = LinkConfig.from(settings);
        List<Probe> probes = new ArrayList<>();
        config.url()
                .ifPresent(url ->
                        probes.add(config.mode() == LinkConfig.Mode.WS ? socket(config, url) : api(config, url)));
        // Nothing but an open port: whoever speaks there takes the place of the implementation (LNK-14).
        config.listen()
                .ifPresent(at -> probes.add(Probe.of(
                        Probe.Kind.LISTENER,
                        Peer.OURSELVES,
                        "upstream listener",
                        LinkConfig.LISTEN,
                        Address.ofListener("tcp", at.getAddress().getHostAddress(), at.getPort(), "/"),
                        Map.of())));
        return probes;
    }

    private static Probe socket(LinkConfig config, UpstreamAddress url) {
        return Probe.of(
                Probe.Kind.WEBSOCKET, Peer.IMPLEMENTATION, "upstream", LinkConfig.URL, address(url), config.headers());
    }

    private static Probe api(LinkConfig config, UpstreamAddress url) {
        Map<String, String> headers = new LinkedHashMap<>(config.headers());
        headers.put("Content-Type", "application/json");
        return Probe.of(
                        Probe.Kind.HTTP,
                        Peer.IMPLEMENTATION,
                        "upstream API",
                        LinkConfig.API_URL,
                        address(url.below("get_login_info")),
                        headers)
                .withBody("{}");
    }

    private static Address address(UpstreamAddress url) {
        return new Address(url.scheme(), url.host(), url.port(), url.target());
    }
}
