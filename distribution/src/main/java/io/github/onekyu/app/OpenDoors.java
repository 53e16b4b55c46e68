package io.github.onekyu.app;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.config.EndpointKeys;
import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.config.LoadedConfig;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Doors that anybody in the network could walk through: refused for a real account, warned of for the sandbox. */
final class OpenDoors {
    private static final String REFUSED = "OKY-1807";
    private static final String WARNED = "OKY-1808";

    private OpenDoors() {}

    /** The doors by which a real account would be open to everybody, where nobody said that it may. */
    static List<ConfigProblem> problems(LoadedAccounts loaded) {
        return loaded.accounts().stream()
                .flatMap(account -> problems(account.config(), whose(loaded, account)).stream())
                .toList();
    }

    /** @param whose stands before the keys */
    static List<ConfigProblem> problems(ConfigView config, String whose) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (isSandbox(config) || config.flag("allow_insecure", false)) {
            return problems;
        }
        List<String> open = open(config);
        if (!open.isEmpty()) {
            problems.add(new ConfigProblem(
                    REFUSED,
                    whose + "access_token",
                    "is not set, and " + String.join(", ", open)
                            + " can be reached from other machines: anybody there could use this account",
                    "set access_token, or host and ws_host = 127.0.0.1, or allow_insecure = yes"));
        }
        openUpstream(config)
                .ifPresent(listen -> problems.add(new ConfigProblem(
                        REFUSED,
                        whose + upstreamGuard(config),
                        "is not set, and upstream_listen " + listen
                                + " can be reached from other machines: anybody there could pretend to be the"
                                + " implementation, and read and answer what the bots say",
                        "set " + upstreamGuard(config) + " on both sides, or upstream_listen = 127.0.0.1:<port>, or"
                                + " allow_insecure = yes")));
        return problems;
    }

    /** Says what is open all the same. */
    static void warn(LoadedAccounts loaded) {
        for (LoadedConfig account : loaded.accounts()) {
            ConfigView config = account.config();
            openUpstream(config)
                    .ifPresent(listen -> LoggerFactory.getLogger(OpenDoors.class)
                            .warn(
                                    "{} {}{} is not set, and upstream_listen {} can be reached from other machines; set"
                                            + " it on both sides, or an address of 127.0.0.1",
                                    WARNED,
                                    whose(loaded, account),
                                    upstreamGuard(config),
                                    listen));
            List<String> open = open(config);
            if (!open.isEmpty()) {
                LoggerFactory.getLogger(OpenDoors.class)
                        .warn(
                                "{} {}access_token is not set, and {} can be reached from other machines; set"
                                        + " access_token, or an address of 127.0.0.1",
                                WARNED,
                                whose(loaded, account),
                                String.join(", ", open));
            }
        }
    }

    private static String whose(LoadedAccounts loaded, LoadedConfig account) {
        return loaded.accounts().size() == 1 ? "" : account.selfId() + " ";
    }

    static boolean isSandbox(ConfigView config) {
        return config.text("backend").filter("sandbox"::equals).isPresent();
    }

    private static List<String> open(ConfigView config) {
        List<String> open = classic(config);
        config.json().object("endpoints").orElse(JsonObject.EMPTY).members().forEach((name, section) -> {
            String transport = name.split("\\.", 2)[0];
            if (section instanceof JsonObject values && List.of("http", "ws").contains(transport)) {
                // A look of its own: what is wrong with the section is said by whoever starts it.
                ConfigView view = EndpointKeys.view(Config.of(config.home(), config.json()), name, transport, values);
                if (view.flag("enable", true) && view.text("access_token").isEmpty()) {
                    String prefix = transport.equals("ws") ? "ws_" : "";
                    addOpen(open, view, prefix + "host", prefix + "port", 0, name + " ");
                }
            }
        });
        return open;
    }

    private static List<String> classic(ConfigView config) {
        List<String> open = new ArrayList<>();
        if (config.text("access_token").isEmpty()) {
            if (config.flag("use_http", true)) {
                addOpen(open, config, "host", "port", 5700, "");
            }
            if (config.flag("use_ws", false)) {
                addOpen(open, config, "ws_host", "ws_port", 6700, "");
            }
        }
        return open;
    }

    private static void addOpen(
            List<String> open, ConfigView config, String host, String port, int usualPort, String endpoint) {
        String address = config.text(host).orElse("0.0.0.0");
        if (!isLoopback(address)) {
            open.add(endpoint + host + " " + address + " (port " + config.port(port, usualPort) + ")");
        }
    }

    /** Where an implementation may come to us without showing anything, from other machines (LNK-21). */
    private static Optional<String> openUpstream(ConfigView config) {
        return OwnAddresses.upstreamListen(config)
                .filter(listen -> config.text(upstreamGuard(config)).isEmpty())
                .filter(listen -> !isLoopback(listen.replaceAll(":[^:]*$", "")));
    }

    /** What keeps strangers out there: reports carry no token, but a signature. */
    private static String upstreamGuard(ConfigView config) {
        return config.text("upstream_mode").filter("http"::equalsIgnoreCase).isPresent()
                ? "upstream_secret"
                : "upstream_access_token";
    }

    static boolean isLoopback(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // it will not be bound either, and that message is the better one
        }
    }
}
