package io.github.onekyu.core;

import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.transport.TransportProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what is installed. A provider that cannot be loaded is reported and skipped; the others are not affected. */
final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private Discovery() {}

    static List<TransportProvider> transports() {
        return load(TransportProvider.class);
    }

    /** The backend that the key {@code backend} names. */
    static BackendProvider backend(ConfigView config) {
        String wanted = config.text("backend").orElse("sandbox");
        List<BackendProvider> installed = load(BackendProvider.class);
        return installed.stream()
                .filter(provider -> provider.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ConfigException(List.of(new ConfigProblem(
                        "OKY-1005",
                        "backend",
                        "is \"" + wanted + "\"; installed: "
                                + installed.stream()
                                        .map(BackendProvider::name)
                                        .collect(Collectors.joining(", ", "[", "]")),
                        "choose one of them, or add the artifact that has it (io.github.onekyu:onekyu-ckyu-bridge has"
                                + " sandbox and onebot)"))));
    }

    private static <P> List<P> load(Class<P> type) {
        List<P> found = new ArrayList<>();
        Iterator<P> providers = ServiceLoader.load(type).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError broken) {
                LOG.error(
                        "OKY-1107 an installed {} cannot be loaded and is skipped: {}; update or remove its jar",
                        type.getSimpleName(),
                        broken.getMessage());
            }
        }
    }
}
