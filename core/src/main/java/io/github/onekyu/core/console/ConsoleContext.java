package io.github.onekyu.core.console;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;

/** What the console gets to show and to steer. Thread-safe. */
public interface ConsoleContext {
    ConfigView config();

    /** The simulated world, where the backend has one. */
    Optional<HostControl> control();

    /** Whether the account has started and serves. */
    boolean ready();

    /** The account's {@code get_status} data. */
    JsonObject status();
}
