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
import java.util.Optional;
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

    private final List<TransportProvider> providers;
    private final Function<String, EndpointLog> log;
    private final Function<RunningTransport, TransportContext> context;
    /** Never changed, only replaced; by who holds this. */
    private volatile List<RunningTransport> transports;
    /** Guarded by this. */
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
        this.providers = providers;
        this.log = log;
        this.context = context;
        this.transports = new EndpointReader(config, format, byName(providers, config), false)
                .read().stream().map(this::create).toList();
    }

    private RunningTransport create(Endpoint endpoint) {
        RunningTransport transport = new RunningTransport(endpoint, log.apply(endpoint.name()));
        transport.created(make(transport));
        return transport;
    }

    /**
     * What other settings would change. The transports of new and changed endpoints are created, and nothing is started;
     * problems are collected in the configuration.
     */
    synchronized TransportChange change(ConfigView config, MessageFormat format) {
        Map<String, RunningTransport> old = new LinkedHashMap<>();
        transports.forEach(transport -> old.put(transport.name(), transport));
        List<RunningTransport> all = new ArrayList<>();
        for (Endpoint endpoint : new EndpointReader(config, format, byName(providers, config), true).read()) {
            RunningTransport before = old.get(endpoint.name());
            boolean same =
                    before != null && before.endpoint().settings().equals(endpoint.settings()) && !before.hasFailed();
            all.add(same ? before : create(endpoint));
        }
        return new TransportChange(transports, all);
    }

    /**
     * Puts a change into force: what is different stops and starts anew, the rest is not touched. If something new cannot
     * start, what was there before is made again, and the error is thrown.
     */
    synchronized void apply(TransportChange change, Duration grace) {
        List<RunningTransport> old = change.gone();
        for (int i = old.size() - 1; i >= 0; i--) {
            stop(old.get(i), grace);
        }
        List<RunningTransport> fresh = change.fresh();
        try {
            for (RunningTransport transport : fresh) {
                if (change.wasPaused(transport.name())) {
                    transport.beginPaused();
                } else {
                    start(transport);
                }
            }
        } catch (RuntimeException failure) {
            for (int i = fresh.size() - 1; i >= 0; i--) {
                stop(fresh.get(i), Duration.ZERO);
            }
            old.forEach(transport -> startAgain(transport, failure));
            throw failure;
        }
        transports = change.after();
    }

    private void start(RunningTransport transport) {
        started.add(transport); // also if it fails: then it is to be stopped
        transport.transport().start();
    }

    private void startAgain(RunningTransport transport, RuntimeException reason) {
        if (transport.isPaused() || transport.hasFailed()) {
            return;
        }
        try {
            transport.created(make(transport));
            start(transport);
        } catch (RuntimeException failure) {
            LOG.error(
                    "OKY-1108 {} cannot be started again as it was: {}; correct the configuration and reload",
                    transport.name(),
                    failure.getMessage());
            transport.failed(failure);
            reason.addSuppressed(failure);
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
        if (!started.contains(transport)) {
            started.add(transport);
        }
    }

    List<RunningTransport> running() {
        return transports;
    }

    /** Starts all; if one cannot start, those before it are stopped again and its error is thrown. */
    synchronized void start(Duration grace) {
        for (RunningTransport transport : transports) {
            try {
                start(transport);
            } catch (RuntimeException failure) {
                stop(grace).forEach(failure::addSuppressed);
                throw failure;
            }
        }
    }

    /** Stops what was started, in reverse; answers what went wrong meanwhile. */
    synchronized List<RuntimeException> stop(Duration grace) {
        List<RuntimeException> failures = new ArrayList<>();
        List<RunningTransport> all = new ArrayList<>(started);
        for (int i = all.size() - 1; i >= 0; i--) {
            stop(all.get(i), grace).ifPresent(failures::add);
        }
        return failures;
    }

    private Optional<RuntimeException> stop(RunningTransport transport, Duration grace) {
        started.remove(transport);
        try {
            transport.transport().stop(grace);
            return Optional.empty();
        } catch (RuntimeException failure) {
            LOG.warn("OKY-1104 transport {} did not stop cleanly", transport.name(), failure);
            return Optional.of(failure);
        }
    }
}
