package io.github.onekyu.core.transport;

import io.github.onekyu.core.config.ConfigView;

/** Makes a transport. Stateless; found by ServiceLoader. */
public interface TransportProvider {
    /** Lower case, such as {@code ws_reverse}: the flag is {@code use_ws_reverse}; threads and metrics carry it too. */
    String name();

    /** The name in {@code get_status.plugins_good}; the historic one where there is one. */
    default String statusName() {
        return name();
    }

    /** Whether the configuration turns this transport on, and why. Called before anything is created. */
    default Activation activation(ConfigView config) {
        return Activation.byFlag(config, "use_" + name(), false);
    }

    /**
     * Reads and checks the configuration; opens nothing, starts nothing. What the operator must edit goes to {@code
     * context.config().problem}, so that all problems are shown together.
     */
    Transport create(TransportContext context);
}
