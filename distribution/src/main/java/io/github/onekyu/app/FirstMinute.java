package io.github.onekyu.app;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.config.LoadedConfig;
import io.github.onekyu.core.console.Console;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.transport.TransportState;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody reads in the first minute. Every line is about something that is really there. */
final class FirstMinute {
    private final PrintStream out;
    private final long begin = System.nanoTime();
    /** Collected and printed at once, so that no line of the log gets in between. */
    private final StringBuilder block = new StringBuilder();

    FirstMinute(PrintStream out) {
        this.out = out;
    }

    void header() {
        out.printf(
                "Onekyu %s  (Java %s, %s %s)%n",
                OneBot.version(),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    void origin(LoadedAccounts loaded) {
        String files = loaded.files().stream().map(Path::toString).collect(Collectors.joining(", "));
        LoadedConfig first = loaded.accounts().get(0);
        ConfigView config = first.config();
        switch (first.origin()) {
            case FILES -> out.println("Configuration: " + files);
            case DEFAULTS_WRITTEN ->
                out.println("No configuration for account " + first.selfId() + ": wrote the defaults to " + files);
            case SANDBOX -> {
                if (OpenDoors.isSandbox(config)) {
                    out.println("No configuration found: starting the SANDBOX"
                            + (isLocal(config) ? " on this machine only" : "")
                            + " (nothing real is connected).");
                } else {
                    out.println("No configuration found in " + config.home() + ": defaults and what was set are used.");
                }
            }
        }
    }

    private static boolean isLocal(ConfigView config) {
        return OpenDoors.isLoopback(config.text("host").orElse(""))
                && OpenDoors.isLoopback(config.text("ws_host").orElse(""))
                && OpenDoors.isLoopback(config.text("console_host").orElse(""));
    }

    /** @param process the settings that all accounts share */
    void serving(ConfigView process, List<OneBot> accounts, Optional<Console> console) {
        block.append(System.lineSeparator());
        console.ifPresent(page -> page.address()
                .ifPresent(a -> line("Page", url("http", a) + page.loginPath().orElse("/") + everywhere(a))));
        for (OneBot account : accounts) {
            if (accounts.size() > 1) {
                block.append(System.lineSeparator());
            }
            account(account, accounts.size() > 1 ? "/" + account.selfId() : "");
        }
        Path log = Logging.file(process);
        if (Files.exists(log)) {
            line("Log", shown(log, process));
        }
        block.append(System.lineSeparator());
    }

    /** @param prefix of its paths, where several accounts may be behind a port */
    private void account(OneBot account, String prefix) {
        ConfigView config = account.config();
        boolean simulated = account.control().isPresent();
        if (!prefix.isEmpty()) {
            line("Account", AccountLine.read(account, simulated));
        }
        for (TransportState transport : account.transports()) {
            transport(transport, account, simulated, prefix);
        }
        if (prefix.isEmpty()) {
            line("Account", AccountLine.read(account, simulated));
        }
        Path world = config.dataDir().resolve("sandbox");
        if (simulated && Files.isDirectory(world)) {
            line("World", shown(world, config) + "  (kept across restarts)");
        }
    }

    private void transport(TransportState transport, OneBot account, boolean simulated, String prefix) {
        ConfigView config = account.config();
        String token = config.text("access_token").isPresent() ? "  (access token required)" : "";
        switch (transport.name()) {
            case "http" ->
                transport
                        .address()
                        .ifPresent(a -> line(
                                "HTTP API",
                                url("http", a)
                                        + prefix
                                        + (simulated && token.isEmpty()
                                                ? "/send_private_msg?user_id=" + someoneElse(account) + "&message=hello"
                                                : "/")
                                        + everywhere(a)
                                        + token));
            case "ws" ->
                transport
                        .address()
                        .ifPresent(a -> line(
                                "WebSocket",
                                url("ws", a) + prefix + "/          (also " + prefix + "/api/ and " + prefix
                                        + "/event/)" + everywhere(a) + token));
            case "ws_reverse" ->
                line(
                        "Reverse WS",
                        "to " + targets(config, "ws_reverse_url", "ws_reverse_api_url", "ws_reverse_event_url"));
            case "post" -> line("Reports", "to " + targets(config, "post_url"));
            default ->
                line(
                        transport.name(),
                        transport
                                .address()
                                .map(FirstMinute::hostAndPort)
                                .or(() -> target(account, transport.name()).map(to -> "to " + to))
                                .orElse("on"));
        }
    }

    /** Of the two who are there from the beginning; an account may have the number of one of them. */
    private static long someoneElse(OneBot account) {
        return account.selfId() == 10001 ? 10002 : 10001;
    }

    private static Optional<String> target(OneBot account, String endpoint) {
        return account.endpoints().stream()
                .filter(state -> state.name().equals(endpoint))
                .findFirst()
                .flatMap(EndpointState::target);
    }

    void ready() {
        double seconds = (System.nanoTime() - begin) / 1_000_000_000.0;
        out.print(block.append(String.format(Locale.ROOT, "Ready in %.1f s. Press Ctrl+C to stop.%n", seconds)));
        out.flush();
    }

    private void line(String what, String text) {
        block.append(String.format("  %-12s %s%n", what, text));
    }

    /** Where we call out to, without what may be secret in an address: user, password, query. */
    private static String targets(ConfigView config, String... keys) {
        return Stream.of(keys)
                .flatMap(key -> config.text(key).stream())
                .map(FirstMinute::bare)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String bare(String address) {
        try {
            URI uri = new URI(address);
            return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null).toString();
        } catch (URISyntaxException unusual) {
            return "the address of the configuration";
        }
    }

    /** An address to type: who listens everywhere also listens here. */
    private static String url(String scheme, InetSocketAddress address) {
        return scheme + "://" + hostAndPort(address);
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private static String everywhere(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress() ? "  (on every address of this machine)" : "";
    }

    private static String shown(Path path, ConfigView config) {
        return path.startsWith(config.home()) ? config.home().relativize(path).toString() : path.toString();
    }
}
