package io.github.onekyu.core.transport;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.Probe;
import java.util.List;

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
     * What to try in order to know whether an endpoint with these settings works: for a dialer its targets, with the
     * headers that it would send, for a listener its own address. Opens nothing; what has to be edited is said in the
     * configuration's problems.
     *
     * @param selfId 0 while it is not known
     */
    default List<Probe> probes(ConfigView config, long selfId) {
        return List.of();
    }

    /**
     * Reads and checks the configuration; opens nothing, starts nothing. What the operator must edit goes to {@code
     * context.config().problem}, so that all problems are shown together.
     */
    Transport create(TransportContext context);
}
