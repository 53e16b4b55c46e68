package io.github.onekyu.core.backend;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.EventSink;
import java.util.concurrent.ScheduledExecutorService;

/** What a backend gets from the account it serves. Thread-safe. */
public interface BackendContext {
    ConfigView config();

    /** Where the host's events go, from any thread; their order is the order of the calls. */
    EventSink events();

    /** For deadlines and delays; tasks must not block. */
    ScheduledExecutorService timer();
}
