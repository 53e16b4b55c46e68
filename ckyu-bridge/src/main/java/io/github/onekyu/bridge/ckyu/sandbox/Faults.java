package io.github.onekyu.bridge.ckyu.sandbox;

import io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes;
import io.github.onekyu.core.error.BackendException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the host fails on purpose. Thread-safe; lasts until cleared, the world is reset or the process ends. */
final class Faults {
    /** The name under which the fault for all operations is kept. */
    static final String ALL = "*";

    /**
     * One fault.
     *
     * @param delay how much later the answer comes
     * @param retcode what the operation fails with, without being done
     * @param offline the host cannot be reached at all
     */
    record Fault(Duration delay, Optional<Integer> retcode, boolean offline) {
        static final Fault NONE = new Fault(Duration.ZERO, Optional.empty(), false);

        Optional<BackendException> refusal() {
            if (offline) {
                return Optional.of(new BackendException(HostCodes.OFFLINE, "the sandbox is offline: a fault is set"));
            }
            return retcode.map(code -> new BackendException(code, "a fault is set for this operation"));
        }
    }

    private volatile Map<String, Fault> faults = Map.of();

    /** The fault of that operation, else the one for all. */
    Fault of(String action) {
        Map<String, Fault> set = faults;
        if (set.isEmpty()) {
            return Fault.NONE;
        }
        Fault own = set.get(action);
        return own != null ? own : set.getOrDefault(ALL, Fault.NONE);
    }

    boolean offline() {
        return faults.getOrDefault(ALL, Fault.NONE).offline();
    }

    synchronized void set(String action, Fault fault) {
        Map<String, Fault> changed = new TreeMap<>(faults);
        changed.put(action, fault);
        faults = Collections.unmodifiableMap(changed);
    }

    synchronized void clear(String action) {
        Map<String, Fault> changed = new TreeMap<>(faults);
        changed.remove(action);
        faults = Collections.unmodifiableMap(changed);
    }

    synchronized void clear() {
        faults = Map.of();
    }

    /** All faults in force, by operation. */
    Map<String, Fault> all() {
        return faults;
    }
}
