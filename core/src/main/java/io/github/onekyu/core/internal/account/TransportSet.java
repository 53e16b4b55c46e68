package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.internal.observe.EndpointLog;
import io.github.onekyu.core.message.MessageFormat;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transports of one account: chosen by their activation, created together, started in the order of their names,
 * stopped in reverse. Either all start or none runs (NET-05, NET-07).
 */
final class TransportSet {
    private static final Logger LOG = LoggerFactory.getLogger(TransportSet.class);

    /** What a default or historic key turns on, and the artifact that answers to it. */
    private static final Map<String, String> KNOWN_FLAGS = Map.of(
            "use_http", "onekyu-transport-http",
            "use_ws", "onekyu-transport-ws",
            "use_ws_reverse", "onekyu-transport-ws-reverse");

    private final Function<RunningTransport, TransportContext> context;
    private final List<RunningTransport> transports = new ArrayList<>();
    private final List<RunningTransport> started = new ArrayList<>();

    /**
     * Creates the transport of every endpoint that the configuration has; problems are collected in the configuration.
     *
     * @param format the account's
     * @param log makes what an endpoint of this name tells to
     * @param context makes the context of one transport
     */
    TransportSet(
            List<TransportProvider> providers,
            ConfigView config,
            MessageFormat format,
            Function<String, EndpointLog> log,
            Function<RunningTransport, TransportContext> context) {
        this.context = context;
        for (Endpoint endpoint : new EndpointReader(config, format, byName(providers, config)).read()) {
            RunningTransport transport = new RunningTransport(endpoint, log.apply(endpoint.name()));
            transport.created(make(transport));
            transports.add(transport);
        }
    }

    private static Map<String, TransportProvider> byName(List<TransportProvider> providers, ConfigView config) {
        Map<String, TransportProvider> byName = new HashMap<>();
        for (TransportProvider provider : providers) {
            TransportProvider twin = byName.putIfAbsent(provider.name(), provider);
            if (twin != null) {
                config.problem(
                        "use_" + provider.name(),
                        "two transports are named " + provider.name() + ": " + origin(twin) + " and "
                                + origin(provider),
                        "remove one of the two jars");
            }
        }
        requireClaimed(byName, config);
        return byName;
    }

    /** A flag that is on with no module to answer to it would be silence where somebody expects a door. */
    private static void requireClaimed(Map<String, TransportProvider> byName, ConfigView config) {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        flags.put("use_http", config.flag("use_http", true));
        flags.put("use_ws", config.flag("use_ws", false));
        flags.put("use_ws_reverse", config.flag("use_ws_reverse", false));
        config.json().members().keySet().stream()
                .filter(key -> key.startsWith("use_") && !key.equals("use_extension"))
                .forEach(key -> flags.putIfAbsent(key, config.flag(key, false)));
        flags.forEach((flag, on) -> {
            if (on && !byName.containsKey(flag.substring("use_".length()))) {
                String artifact = KNOWN_FLAGS.get(flag);
                String hint = artifact == null
                        ? "put its jar into plugins/, or set " + flag + " = no"
                        : "add io.github.onekyu:" + artifact + ", or set " + flag + " = no";
                config.problem(flag, "is on, but no installed transport has that name", hint);
            }
        });
        if (config.text("post_url").isPresent() && !byName.containsKey("post")) {
            config.problem(
                    "post_url",
                    "is set, but no transport for reports is installed",
                    "add io.github.onekyu:onekyu-transport-post, or remove post_url");
        }
    }

    private static String origin(TransportProvider provider) {
        var source = provider.getClass().getProtectionDomain().getCodeSource();
        return provider.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
    }

    private Transport make(RunningTransport transport) {
        return transport.endpoint().provider().create(context.apply(transport));
    }

    /** The one of this name. */
    RunningTransport named(String endpoint) {
        return transports.stream()
                .filter(transport -> transport.name().equals(endpoint))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no endpoint " + endpoint + "; there are "
                        + String.join(
                                ", ",
                                transports.stream().map(RunningTransport::name).toList())));
    }

    synchronized void pause(String endpoint, Duration grace) {
        named(endpoint).pause(grace);
    }

    synchronized void resume(String endpoint) {
        RunningTransport transport = named(endpoint);
        transport.resume(() -> make(transport));
    }

    List<RunningTransport> running() {
        return List.copyOf(transports);
    }

    /** Starts all; if one cannot start, those before it are stopped again and its error is thrown. */
    synchronized void start(Duration grace) {
        for (RunningTransport transport : transports) {
            try {
                transport.transport().start();
                started.add(transport);
            } catch (RuntimeException failure) {
                started.add(transport);
                stop(grace).forEach(failure::addSuppressed);
                throw failure;
            }
        }
    }

    /** Stops what was started, in reverse; answers what went wrong meanwhile. */
    synchronized List<RuntimeException> stop(Duration grace) {
        List<RuntimeException> failures = new ArrayList<>();
        for (int i = started.size() - 1; i >= 0; i--) {
            RunningTransport transport = started.get(i);
            try {
                transport.transport().stop(grace);
            } catch (RuntimeException failure) {
                LOG.warn("OKY-1104 transport {} did not stop cleanly", transport.name(), failure);
                failures.add(failure);
            }
        }
        started.clear();
        return failures;
    }
}
