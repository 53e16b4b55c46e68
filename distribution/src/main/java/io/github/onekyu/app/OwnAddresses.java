package io.github.onekyu.app;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.config.EndpointKeys;
import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.config.LoadedConfig;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.JsonObject;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Peers that we would dial and that are listeners of this very process: every event would come back as a call, or every
 * call as one of our own (ACC-10). Found before anything starts. A listener on port 0 cannot be known by then.
 */
final class OwnAddresses {
    private static final String OWN = "OKY-1015";
    private static final List<String> REVERSE = List.of("ws_reverse_url", "ws_reverse_api_url", "ws_reverse_event_url");
    private static final Map<String, Integer> USUAL_PORTS = Map.of("ws", 80, "http", 80, "wss", 443, "https", 443);

    /** @param name for people: account, endpoint, key */
    private record Listener(String name, String host, int port) {}

    private record Target(String name, String url) {}

    private final List<Listener> listeners = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    private OwnAddresses() {}

    /** Each such peer. */
    static List<ConfigProblem> problems(LoadedAccounts loaded) {
        OwnAddresses addresses = new OwnAddresses();
        addresses.listener(loaded.process(), "", "console_host", "127.0.0.1", "console_port", 5710);
        for (LoadedConfig account : loaded.accounts()) {
            addresses.add(account.config(), loaded.accounts().size() == 1 ? "" : account.selfId() + " ");
        }
        return addresses.problems();
    }

    /** Where the account's implementation comes to us; empty if it does not. */
    static Optional<String> upstreamListen(ConfigView config) {
        boolean listens = config.text("backend").filter("onebot"::equals).isPresent()
                && !config.text("upstream_mode").orElse("ws").equalsIgnoreCase("ws");
        return listens ? config.text("upstream_listen") : Optional.empty();
    }

    private void add(Config account, String whose) {
        // A look of its own: what else is wrong is said by whoever starts the account.
        ConfigView config = Config.of(account.home(), account.json());
        if (config.flag("use_http", true)) {
            listener(config, whose, "host", "0.0.0.0", "port", 5700);
        }
        if (config.flag("use_ws", false)) {
            listener(config, whose, "ws_host", "0.0.0.0", "ws_port", 6700);
        }
        upstreamListen(config).ifPresent(listen -> {
            int colon = listen.lastIndexOf(':');
            if (colon > 0 && listen.substring(colon + 1).matches("\\d{1,5}")) {
                listeners.add(new Listener(
                        whose + "upstream_listen",
                        listen.substring(0, colon),
                        Integer.parseInt(listen.substring(colon + 1))));
            }
        });
        if (config.flag("use_ws_reverse", false)) {
            REVERSE.forEach(key -> target(config, whose, key));
        }
        target(config, whose, "post_url");
        if (!OpenDoors.isSandbox(config)) {
            String mode = config.text("upstream_mode").orElse("ws").toLowerCase(Locale.ROOT);
            if (mode.equals("ws")) {
                target(config, whose, "upstream_url");
            } else if (mode.equals("http")) {
                target(config, whose, "upstream_api_url");
            }
        }
        config.json().object("endpoints").orElse(JsonObject.EMPTY).members().forEach((name, section) -> {
            if (section instanceof JsonObject values) {
                named(config, whose, name, values);
            }
        });
    }

    private void named(ConfigView config, String whose, String name, JsonObject section) {
        String transport = name.split("\\.", 2)[0];
        ConfigView view = EndpointKeys.view(config, name, transport, section);
        if (!view.flag("enable", true)) {
            return;
        }
        String endpoint = whose + name + ": ";
        switch (transport) {
            case "http" -> listener(view, endpoint, "host", "0.0.0.0", "port", 0);
            case "ws" -> listener(view, endpoint, "ws_host", "0.0.0.0", "ws_port", 0);
            case "ws_reverse" -> REVERSE.forEach(key -> target(view, endpoint, key));
            case "post" -> target(view, endpoint, "post_url");
            default -> {} // what a transport from outside does with its keys is not known
        }
    }

    private void listener(ConfigView config, String whose, String hostKey, String host, String portKey, int usual) {
        int port = config.port(portKey, usual);
        if (port != 0) {
            listeners.add(new Listener(whose + portKey, config.text(hostKey).orElse(host), port));
        }
    }

    private void target(ConfigView config, String whose, String key) {
        config.text(key).ifPresent(url -> targets.add(new Target(whose + key, url)));
    }

    private List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        for (Target target : targets) {
            try {
                URI uri = new URI(target.url());
                String host = uri.getHost();
                String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                int port = uri.getPort() >= 0 ? uri.getPort() : USUAL_PORTS.getOrDefault(scheme, -1);
                if (host == null) {
                    continue;
                }
                listeners.stream()
                        .filter(listener -> listener.port() == port && meets(listener.host(), host))
                        .findFirst()
                        .ifPresent(listener -> problems.add(new ConfigProblem(
                                OWN,
                                target.name(),
                                "leads to " + host + ":" + port + ", where Onekyu itself listens (" + listener.name()
                                        + "): it would talk to itself",
                                "write the address where the other program listens, or change " + listener.name())));
            } catch (URISyntaxException noAddress) {
                continue; // said by whoever would dial it
            }
        }
        return problems;
    }

    /** Asks a name service only now, when the port is the same. */
    private static boolean meets(String listening, String dialled) {
        return addresses(listening)
                .anyMatch(ours -> addresses(dialled)
                        .anyMatch(theirs -> theirs.equals(ours)
                                || (ours.isAnyLocalAddress() && isThisMachine(theirs))
                                || (theirs.isAnyLocalAddress() && isThisMachine(ours))));
    }

    private static Stream<InetAddress> addresses(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return Stream.of(InetAddress.getAllByName(bare));
        } catch (UnknownHostException nobody) {
            return Stream.empty(); // nobody to talk to at all
        }
    }

    private static boolean isThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }
}
