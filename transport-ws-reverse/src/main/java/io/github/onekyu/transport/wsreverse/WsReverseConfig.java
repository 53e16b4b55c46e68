package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.connection.Role;
import io.github.onekyu.core.transport.Overflow;
import io.github.onekyu.core.transport.QueueBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator asked for.
 *
 * @param targets the connections to keep (RWS-01 to RWS-03a); may be empty
 * @param authorization the whole header value, if a token is set (RWS-05)
 * @param reconnectInterval from noticing a failure to the next attempt (RWS-12)
 * @param maxMessageSize in bytes; a longer message closes the connection with 1009 (NET-06)
 * @param pingInterval zero for none (RWS-18)
 * @param maxReconnectInterval for a peer that refuses; without effect unless it is above the interval (EP-22)
 * @param queue what may wait for one peer, and what happens then (EP-18, EP-19)
 */
record WsReverseConfig(
        List<Target> targets,
        Optional<String> authorization,
        Duration reconnectInterval,
        boolean reconnectOnCode1000,
        int maxMessageSize,
        Duration pingInterval,
        Duration maxReconnectInterval,
        QueueBounds queue) {
    static final String OVERFLOW = "ws_reverse_overflow";
    private static final String URL = "ws_reverse_url";
    private static final QueueBounds DEFAULT_QUEUE = new QueueBounds(Long.MAX_VALUE, 16L << 20, Overflow.CLOSE);
    private static final int MOST = Integer.MAX_VALUE - 1024; // what one Java array and Tyrus' rounding leave

    WsReverseConfig {
        targets = List.copyOf(targets);
    }

    static WsReverseConfig from(ConfigView config) {
        return new WsReverseConfig(
                targets(config),
                authorization(config),
                // A value that is no time to wait is the default by now (RWS-16); v4.15 dialled without a pause.
                Duration.ofMillis(config.integer("ws_reverse_reconnect_interval", 3000)),
                config.flag("ws_reverse_reconnect_on_code_1000", true),
                (int) Math.min(MOST, config.integer("max_message_size", 64 << 20)),
                config.millis("ws_ping_interval", 0),
                config.millis("ws_reverse_max_reconnect_interval", 0),
                QueueBounds.from(config, WsReverseTransportProvider.NAME, DEFAULT_QUEUE));
    }

    private static List<Target> targets(ConfigView config) {
        List<Target> targets = new ArrayList<>();
        if (config.flag("ws_reverse_use_universal_client", false)) {
            target(config, Role.UNIVERSAL, URL).ifPresent(targets::add);
        } else {
            target(config, Role.API, given(config, "ws_reverse_api_url")).ifPresent(targets::add);
            target(config, Role.EVENT, given(config, "ws_reverse_event_url")).ifPresent(targets::add);
        }
        if (targets.isEmpty()) {
            config.warning(
                    URL, "use_ws_reverse is on, but there is no address to dial", "set it, or turn use_ws_reverse off");
        }
        return targets;
    }

    /** The role's own key, or the shared one where that is empty; a wrong value does not fall back (RWS-03a). */
    private static String given(ConfigView config, String key) {
        return config.text(key).isPresent() ? key : URL;
    }

    private static Optional<Target> target(ConfigView config, Role role, String key) {
        Optional<String> text = config.text(key);
        Optional<PeerUrl> url = text.flatMap(PeerUrl::parse);
        if (text.isPresent() && url.isEmpty()) {
            config.warning(
                    key,
                    "not a WebSocket address, so there is no " + role.headerValue() + " client",
                    "write it as ws://host:port/path or wss://host:port/path");
        }
        return url.map(found -> new Target(role, found));
    }

    private static Optional<String> authorization(ConfigView config) {
        Optional<String> token = config.text("access_token");
        if (token.isPresent() && token.get().chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            config.problem(
                    "access_token", "holds a control character, which no header can carry", "choose another token");
            return Optional.empty();
        }
        String scheme = config.text("ws_reverse_authorization_scheme").orElse("Token");
        return token.map(text -> scheme + " " + text);
    }
}
