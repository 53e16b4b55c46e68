package io.github.onekyu.transport.ws;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.transport.Overflow;
import io.github.onekyu.core.transport.QueueBounds;
import java.time.Duration;

/**
 * The keys of the WebSocket server (config.md §3).
 *
 * @param host an address of this machine, IPv6 without brackets (NET-02)
 * @param port 0 for any free one
 * @param maxMessageSize the largest incoming message in bytes; more is answered with close code 1009 (NET-06)
 * @param queue what may wait for one peer, and what happens then (WS-32, EP-18, EP-19)
 * @param pingInterval zero for none (RWS-18)
 */
record WsConfig(String host, int port, int maxMessageSize, QueueBounds queue, Duration pingInterval) {
    static final String OVERFLOW = "ws_overflow";
    static final String QUEUE_BYTES = "ws_queue_bytes";
    private static final String MAX_MESSAGE_SIZE = "max_message_size";
    private static final long DEFAULT_MAX_MESSAGE_SIZE = 64L << 20;
    private static final QueueBounds DEFAULT_QUEUE = new QueueBounds(Long.MAX_VALUE, 16L << 20, Overflow.CLOSE);
    /** What one array and the frame's head leave. */
    private static final long MOST = Integer.MAX_VALUE - 1024L;

    static WsConfig from(ConfigView config) {
        return new WsConfig(
                withoutBrackets(config.text("ws_host").orElse("0.0.0.0")),
                config.port("ws_port", 6700),
                (int) Math.min(positive(config, MAX_MESSAGE_SIZE, DEFAULT_MAX_MESSAGE_SIZE), MOST),
                QueueBounds.from(config, WsTransportProvider.NAME, DEFAULT_QUEUE),
                Duration.ofMillis(Math.max(0, config.integer("ws_ping_interval", 0))));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static long positive(ConfigView config, String key, long fallback) {
        long bytes = config.integer(key, fallback);
        if (bytes > 0) {
            return bytes;
        }
        config.warning(key, bytes + " leaves room for nothing; " + fallback + " is used", "give a number above 0");
        return fallback;
    }
}
