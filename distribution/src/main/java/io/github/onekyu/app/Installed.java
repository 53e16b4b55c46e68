package io.github.onekyu.app;

import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.ConfigKeys;
import io.github.onekyu.core.console.ConsoleProvider;
import io.github.onekyu.core.transport.TransportProvider;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** What lies on the class path, {@code lib/} and {@code plugins/} alike. */
final class Installed {
    private static final List<String> OUR_PACKAGES = List.of("io.github.onekyu.transport.", "io.github.onekyu.bridge.");

    private Installed() {}

    static Optional<ConsoleProvider> console() {
        return load(ConsoleProvider.class).stream().findFirst();
    }

    static List<TransportProvider> transports() {
        return load(TransportProvider.class);
    }

    static Optional<BackendProvider> backend(String name) {
        return load(BackendProvider.class).stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    /**
     * Which keys beside those of {@link ConfigKeys} somebody reads: {@code use_<name>} of each transport, and every key
     * that begins with the name of a transport or backend that is not ours.
     */
    static Predicate<String> extraKeys() {
        Set<String> flags = new HashSet<>();
        Set<String> prefixes = new HashSet<>();
        for (String transport : foreignTransports()) {
            flags.add("use_" + transport);
            prefixes.add(transport + "_");
        }
        for (BackendProvider provider : load(BackendProvider.class)) {
            if (isForeign(provider)) {
                prefixes.add(provider.name() + "_");
            }
        }
        return key -> flags.contains(key) || prefixes.stream().anyMatch(key::startsWith);
    }

    /** The names of those that are not ours. */
    static Set<String> foreignTransports() {
        Set<String> names = new HashSet<>();
        for (TransportProvider provider : load(TransportProvider.class)) {
            if (isForeign(provider)) {
                names.add(provider.name());
            }
        }
        return names;
    }

    private static boolean isForeign(Object provider) {
        return OUR_PACKAGES.stream().noneMatch(provider.getClass().getName()::startsWith);
    }

    private static <P> List<P> load(Class<P> type) {
        List<P> found = new java.util.ArrayList<>();
        Iterator<P> providers = ServiceLoader.load(type).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError broken) {
                // The account reports broken transports and backends itself; this line says it for the console.
                LoggerFactory.getLogger(Installed.class).debug("cannot load an installed {}", type, broken);
            }
        }
    }
}
