package io.github.onekyu.core.config;

import static io.github.onekyu.core.config.ConfigKey.flag;
import static io.github.onekyu.core.config.ConfigKey.integer;
import static io.github.onekyu.core.config.ConfigKey.text;

import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may stand in the section of an endpoint: keys of its own, and every key of the account that concerns its
 * transport, with or without the transport's prefix (EP-03): {@code url} of a {@code ws_reverse} endpoint is {@code
 * ws_reverse_url}.
 */
public final class EndpointKeys {
    /** Of the account, an endpoint has no share in these: it would be the same door once more (EP-04). */
    private static final Set<String> ADDRESSES =
            Set.of("port", "ws_port", "post_url", "ws_reverse_url", "ws_reverse_api_url", "ws_reverse_event_url");

    private static final List<ConfigKey> OWN = List.of(
            flag("enable", true),
            text("preset", "", Presets.NAMES.toArray(String[]::new)),
            text("role", "universal", "universal", "split", "api", "event"),
            text("message_format", "", "string", "array"),
            text("filter", ""),
            text("content_type", "", "application/json", "application/json; charset=UTF-8"),
            flag("report_self", true),
            flag("read_only", false),
            text("allow_actions", ""),
            text("deny_actions", ""),
            text("allow_chats", ""),
            text("deny_chats", ""),
            integer("rate", 0, 0),
            integer("burst", 0, 0),
            text("rate_policy", "refuse", "refuse", "queue"));

    /** Keys of the account too, but what an endpoint says about them is checked as its own (EP-09). */
    private static final Set<String> CHECKED =
            Set.of("queue_size", "queue_bytes", "overflow", "max_reconnect_interval");

    /** A reverse target with a name that refuses is dialled more and more rarely, up to a minute (EP-22). */
    private static final String MAX_RECONNECT_INTERVAL = "ws_reverse_max_reconnect_interval";

    private static final long A_MINUTE = 60_000;

    private static final Map<String, ConfigKey> BY_NAME = new LinkedHashMap<>();

    static {
        OWN.forEach(key -> BY_NAME.put(key.name(), key));
    }

    private EndpointKeys() {}

    /** The keys that only endpoints have, in the order of the documentation. */
    public static List<ConfigKey> own() {
        return OWN;
    }

    /**
     * The view of an endpoint: the account's settings, without its addresses, with the section on top, the preset
     * beneath the section.
     *
     * @param name such as {@code ws_reverse.koishi}
     * @param transport such as {@code ws_reverse}
     */
    public static ConfigView view(ConfigView account, String name, String transport, JsonObject section) {
        Config warned = Config.of(account.home(), section);
        String preset = warned.text("preset").orElse("");
        JsonObject values =
                Presets.of(preset, transport).toBuilder().putAll(section).build();
        JsonObject.Builder above = JsonObject.builder();
        if (transport.equals("ws_reverse") && !account.isSet(MAX_RECONNECT_INTERVAL)) {
            above.put(MAX_RECONNECT_INTERVAL, A_MINUTE);
        }
        values.members().forEach((key, value) -> put(account, above, name, transport, key, value));
        above.put("use_" + transport, JsonBoolean.TRUE);
        if (transport.equals("ws_reverse")) {
            role(above, values);
        }
        values.string("message_format").ifPresent(format -> above.put("post_message_format", format));
        Set<String> unset = new TreeSet<>(ADDRESSES);
        unset.add("endpoints");
        return account.overlaid(name, unset, above.build());
    }

    private static void put(
            ConfigView account, JsonObject.Builder above, String name, String transport, String key, JsonValue value) {
        Optional<ConfigKey> own = Optional.ofNullable(BY_NAME.get(key));
        if (own.isPresent()) {
            check(account, name, key, own.get(), value);
            above.put(key, value);
            return;
        }
        String prefixed = transport + "_" + key;
        Optional<ConfigKey> accounts = ConfigKeys.find(prefixed);
        if (accounts.isPresent()) {
            if (CHECKED.contains(key)) {
                check(account, name, key, accounts.get(), value);
            }
            above.put(prefixed, value);
        } else if (ConfigKeys.find(key).isPresent() || key.contains(".")) {
            above.put(key, value);
        } else if (List.of("http", "ws", "ws_reverse", "post", "token").contains(transport)) {
            account.warning(
                    name + ": " + key,
                    "there is a key that nothing here reads",
                    nearest(transport, key)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("correct or remove it"));
        } else {
            above.put(prefixed, value); // a transport from outside, with keys that it alone knows
            above.put(key, value);
        }
    }

    private static void check(ConfigView account, String name, String key, ConfigKey spec, JsonValue value) {
        if (!spec.accepts(value)) {
            account.problem(
                    name + ": " + key,
                    spec.show(value) + " is not " + spec.expected(),
                    "correct the value, or remove it");
        }
    }

    private static Optional<String> nearest(String transport, String key) {
        Set<String> names = new TreeSet<>(BY_NAME.keySet());
        ConfigKeys.all().forEach(each -> {
            names.add(each.name());
            if (each.name().startsWith(transport + "_")) {
                names.add(each.name().substring(transport.length() + 1));
            }
        });
        return ConfigKeys.nearest(key, names);
    }

    /** Which connections a reverse endpoint keeps, in the keys that its transport knows (RWS-01 to RWS-03a). */
    private static void role(JsonObject.Builder above, JsonObject values) {
        String role = values.string("role").orElse("universal").toLowerCase(java.util.Locale.ROOT);
        boolean universal = role.equals("universal");
        above.put("ws_reverse_use_universal_client", JsonBoolean.of(universal));
        JsonValue url = values.has("url") ? values.get("url") : values.get("ws_reverse_url");
        if (url != null && (role.equals("api") || role.equals("event"))) {
            above.put("ws_reverse_url", new JsonString(""));
            above.put("ws_reverse_" + role + "_url", url);
        }
    }
}
