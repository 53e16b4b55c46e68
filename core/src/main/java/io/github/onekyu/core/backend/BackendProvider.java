package io.github.onekyu.core.backend;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.Probe;
import java.util.List;

/** Makes a backend. Stateless, found by ServiceLoader, chosen by the key {@code backend}. */
public interface BackendProvider {
    /** The value of {@code backend} that chooses this one, such as {@code sandbox}. */
    String name();

    /** What to try in order to know whether the chat host can be reached; opens nothing. */
    default List<Probe> probes(ConfigView config, long selfId) {
        return List.of();
    }

    /** Reads and checks the configuration; opens and starts nothing. Problems go to {@code context.config().problem}. */
    Backend create(BackendContext context);
}
