package io.github.onekyu.core.config;

import static io.github.onekyu.core.config.ConfigKey.flag;
import static io.github.onekyu.core.config.ConfigKey.integer;
import static io.github.onekyu.core.config.ConfigKey.port;
import static io.github.onekyu.core.config.ConfigKey.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one table of keys and defaults: the historic ones, which are normative (CFG-16), and then our own. */
public final class ConfigKeys {
    /** The account's id where nobody says which. */
    public static final long DEFAULT_SELF_ID = 10000;

    /** The keys of what all accounts of a process share (ACC-03). */
    public static final Set<String> PROCESS = Set.of(
            "console_host",
            "console_port",
            "log_level",
            "show_log_console",
            "max_log_file_size",
            "max_log_files",
            "disable_coolq_log");

    private static final long ANY = Long.MIN_VALUE;
    private static final int MIB = 1024 * 1024;

    private static final List<ConfigKey> ALL = List.of(
            text("host", "0.0.0.0"),
            port("port", 5700),
            flag("use_http", true),
            text("ws_host", "0.0.0.0"),
            port("ws_port", 6700),
            flag("use_ws", false),
            text("ws_reverse_url", ""),
            text("ws_reverse_api_url", ""),
            text("ws_reverse_event_url", ""),
            flag("ws_reverse_use_universal_client", false),
            integer("ws_reverse_reconnect_interval", 3000, 1), // RWS-16
            flag("ws_reverse_reconnect_on_code_1000", true),
            flag("use_ws_reverse", false),
            text("post_url", ""),
            integer("post_timeout", 0, 0),
            text("access_token", ""),
            text("secret", ""),
            text("post_message_format", "string", "string", "array"), // MSG-13
            flag("serve_data_files", false),
            flag("enable_cors", false),
            integer("thread_pool_size", 4, ANY),
            integer("server_thread_pool_size", 4, ANY),
            flag("convert_unicode_emoji", true),
            text("event_filter", ""),
            flag("enable_backward_compatibility", false),
            flag("enable_heartbeat", false),
            integer("heartbeat_interval", 15000, 1), // META-09
            flag("enable_rate_limited_actions", false),
            integer("rate_limit_interval", 500, 0),
            text("online_status_detection_method", "get_stranger_info", "get_stranger_info", "log_db"),
            flag("use_extension", false),
            text("log_level", "info", "debug", "info", "warning", "error", "fatal"),
            flag("show_log_console", true),
            integer("max_log_file_size", 6 * MIB, 1),
            integer("max_log_files", 1, 1),
            flag("disable_coolq_log", true),
            text("update_source", "global"),
            text("update_channel", "stable"),
            flag("auto_check_update", false),
            flag("auto_perform_update", false),
            // [EXT] of the specification
            text("ws_reverse_authorization_scheme", "Token", "Token", "Bearer"),
            flag("event_filter_exempt_meta", false),
            integer("ws_ping_interval", 0, 0),
            // our own
            integer("self_id", DEFAULT_SELF_ID, 1),
            text("backend", "sandbox"),
            text("upstream_mode", "ws"), // LNK-20, as the next five
            text("upstream_url", ""),
            text("upstream_api_url", ""),
            text("upstream_listen", "127.0.0.1:5701"),
            text("upstream_access_token", ""),
            text("upstream_secret", ""),
            text("data_dir", "data"),
            text("console_host", "127.0.0.1"),
            port("console_port", 5710),
            flag("allow_insecure", false),
            integer("max_message_size", 64L * MIB, 1), // NET-06, bytes
            integer("ws_max_queue_bytes", 16L * MIB, 1), // WS-32
            integer("max_media_size", 64L * MIB, 1), // bytes
            flag("allow_file_uri", true), // ENH-07
            flag("enable_get_updates", false)); // A-get_updates

    private static final Map<String, ConfigKey> BY_NAME = new LinkedHashMap<>();

    static {
        ALL.forEach(key -> BY_NAME.put(key.name(), key));
    }

    private ConfigKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<ConfigKey> all() {
        return ALL;
    }

    public static Optional<ConfigKey> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The known key that somebody who wrote {@code name} most likely meant; empty where none is near (CFG-05). */
    public static Optional<String> nearest(String name) {
        return nearest(name, BY_NAME.keySet());
    }

    static Optional<String> nearest(String name, Set<String> names) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int best = Math.min(3, Math.max(1, wanted.length() / 3)) + 1;
        String nearest = null;
        for (String known : names) {
            int distance = distance(wanted, known);
            if (distance < best) {
                best = distance;
                nearest = known;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Edits between two words: insert, delete, replace, or swap two neighbours. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
