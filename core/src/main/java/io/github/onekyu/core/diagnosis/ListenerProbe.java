package io.github.onekyu.core.diagnosis;

import io.github.onekyu.core.config.ConfigView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a bot of this machine would call a listener of ours. */
public final class ListenerProbe {
    private ListenerProbe() {}

    /**
     * @param scheme {@code ws} or {@code http}
     * @param target a path at which the listener answers whoever has the token
     * @param key the setting of the port
     */
    public static List<Probe> of(
            String scheme, String host, int port, String target, String key, ConfigView config, long selfId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "onekyu-doctor");
        headers.put("X-Self-ID", Long.toString(selfId)); // which account, where several share the port
        config.text("access_token").ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        return List.of(Probe.of(
                Probe.Kind.LISTENER,
                Peer.OURSELVES,
                "listener",
                key,
                Address.ofListener(scheme, host, port, target),
                headers));
    }
}
