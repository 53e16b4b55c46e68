package io.github.onekyu.transport.http;

import io.github.onekyu.core.config.ConfigView;
import java.nio.file.Path;

/**
 * The keys of the HTTP server (config.md §3).
 *
 * @param host an address of this machine, IPv6 without brackets (NET-02)
 * @param port 0 for any free one
 * @param serveDataFiles whether {@code GET /data/…} answers (FILE-02)
 * @param enableCors whether pages of other origins may call (CORS-02)
 * @param maxMessageSize the largest request body in bytes; more is answered with 413 (NET-06)
 * @param dataDir the directory that holds {@code image}, {@code record}, {@code show} and {@code bface}
 */
public record HttpConfig(
        String host, int port, boolean serveDataFiles, boolean enableCors, int maxMessageSize, Path dataDir) {
    private static final long DEFAULT_MAX_MESSAGE_SIZE = 64L << 20;
    /** The largest array that every JVM can make. */
    private static final long MOST = Integer.MAX_VALUE - 8L;

    static HttpConfig from(ConfigView config) {
        return new HttpConfig(
                withoutBrackets(config.text("host").orElse("0.0.0.0")),
                config.port("port", 5700),
                config.flag("serve_data_files", false),
                config.flag("enable_cors", false),
                (int) Math.min(config.integer("max_message_size", DEFAULT_MAX_MESSAGE_SIZE), MOST),
                config.dataDir());
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
