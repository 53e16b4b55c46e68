package io.github.onekyu.transport.ws;

import io.github.onekyu.core.config.ConfigView;
import java.time.Duration;

/**
 * The keys of the WebSocket server (config.md §3).
 *
 * @param host an address of this machine, IPv6 without brackets (NET-02)
 * @param port 0 for any free one
 * @param maxMessageSize the largest incoming message in bytes; more is answered with close code 1009 (NET-06)
 * @param maxQueueBytes how many bytes may wait for one peer before it is closed as a slow reader (WS-32)
 * @param pingInterval zero for none (RWS-18)
 */
record WsConfig(String host, int port, int maxMessageSize, long maxQueueBytes, Duration pingInterval) {
    static final String MAX_QUEUE_BYTES = "ws_max_queue_bytes";
    private static final String MAX_MESSAGE_SIZE = "max_message_size";
    private static final long DEFAULT_MAX_MESSAGE_SIZE = 64L << 20;
    private static final long DEFAULT_MAX_QUEUE_BYTES = 16L << 20;
    /** What one array and the frame's head leave. */
    private static final long MOST = Integer.MAX_VALUE - 1024L;

    static WsConfig from(ConfigView config) {
        return new WsConfig(
                withoutBrackets(config.text("ws_host").orElse("0.0.0.0")),
                config.port("ws_port", 6700),
                (int) Math.min(positive(config, MAX_MESSAGE_SIZE, DEFAULT_MAX_MESSAGE_SIZE), MOST),
                positive(config, MAX_QUEUE_BYTES, DEFAULT_MAX_QUEUE_BYTES),
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
