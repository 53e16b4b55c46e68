package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.config.ConfigKeys;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** How far a change of settings reaches, the smallest first (EP-17). */
public enum Reach {
    /** Nothing that runs has to know. */
    NOTHING,
    /** Only endpoints: those whose own settings are different are made anew. */
    ENDPOINTS,
    /** The account restarts as {@code set_restart} does; its chat host stays. */
    ACCOUNT,
    /** The chat host too is closed and opened anew. */
    HOST;

    private static final String ENDPOINTS_KEY = "endpoints";
    /** Of transports from outside nobody knows what they read. */
    private static final Set<String> OURS = Set.of("http", "ws", "ws_reverse", "post");

    /** Keys whose name does not say which of our transports read them. */
    private static final Map<String, Set<String>> READERS = Map.of(
            "host", Set.of("http"),
            "port", Set.of("http"),
            "serve_data_files", Set.of("http"),
            "enable_cors", Set.of("http"),
            "ws_ping_interval", Set.of("ws", "ws_reverse"),
            "ws_max_queue_bytes", Set.of("ws", "ws_reverse"),
            "access_token", Set.of("http", "ws", "ws_reverse"),
            "secret", Set.of("post"),
            "max_message_size", Set.of("http", "ws", "ws_reverse"));

    private static final Set<String> HOST_KEYS =
            Set.of("backend", "self_id", "data_dir", "max_media_size", "allow_file_uri");

    /**
     * @param transports the names of those installed
     * @param backend the name of the chat host
     */
    public static Reach of(JsonObject before, JsonObject after, Set<String> transports, String backend) {
        Set<String> keys = new TreeSet<>(before.members().keySet());
        keys.addAll(after.members().keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(given(before, key), given(after, key)))
                .map(key -> of(key, transports, backend))
                .max(Comparator.naturalOrder())
                .orElse(NOTHING);
    }

    private static Reach of(String key, Set<String> transports, String backend) {
        if (isProcess(key)) {
            return NOTHING;
        } else if (HOST_KEYS.contains(key)
                || key.startsWith("upstream_")
                || key.startsWith(backend + "_")
                || (key.equals("max_message_size") && !backend.equals("sandbox"))) {
            return HOST;
        }
        return key.equals(ENDPOINTS_KEY) || isOfTransports(key, transports) ? ENDPOINTS : ACCOUNT;
    }

    private static @org.jspecify.annotations.Nullable JsonValue given(JsonObject values, String key) {
        JsonValue value = values.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private static boolean isProcess(String key) {
        return ConfigKeys.PROCESS.contains(key) || key.equals("allow_insecure");
    }

    private static boolean isOfTransports(String key, Set<String> transports) {
        return READERS.containsKey(key) || !owner(key, transports).isEmpty();
    }

    /** {@code ws_reverse} for {@code ws_reverse_url} and {@code use_ws_reverse}; empty where the name says nothing. */
    private static String owner(String key, Set<String> transports) {
        if (key.equals("post_message_format")) {
            return "";
        }
        return transports.stream()
                .filter(name -> key.startsWith(name + "_") || key.equals("use_" + name))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /**
     * What decides whether an endpoint is still the same: of its settings those that its transport can read.
     *
     * @param tokens the sections of tokens, which are for all listeners (EP-14)
     */
    static JsonObject settings(JsonObject view, JsonObject tokens, String transport, Set<String> transports) {
        JsonObject.Builder settings = JsonObject.builder();
        view.members().forEach((key, value) -> {
            Set<String> readers = READERS.getOrDefault(key, Set.of());
            boolean own = readers.isEmpty()
                    ? Set.of("", transport).contains(owner(key, transports))
                    : readers.contains(transport) || !OURS.contains(transport);
            if (own && !isProcess(key) && !key.equals(ENDPOINTS_KEY) && !value.isNull()) {
                settings.put(key, value);
            }
        });
        boolean dials = transport.equals("ws_reverse") || transport.equals("post");
        return dials ? settings.build() : settings.put("tokens", tokens).build();
    }
}
