package io.github.onekyu.core.transport;

import io.github.onekyu.core.error.TransportException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One running transport. Started once; never restarted: a new one is built instead. {@code start} and {@code stop} are
 * called by one thread at a time, {@code health} and {@code address} by any.
 */
public interface Transport {
    /**
     * Returns once it can serve: bound for a listener, first attempt scheduled for a dialer.
     *
     * @throws TransportException if it cannot; names transport, address and cause (NET-05)
     */
    void start();

    /** Refuses new work, lets running calls finish within the grace, closes and releases everything. Callable twice. */
    void stop(Duration grace);

    /** Feeds {@code plugins_good} of {@code get_status}. Must not block. */
    Health health();

    /** For a listener: the address it is bound to, with the real port where port 0 was asked for. */
    default Optional<InetSocketAddress> address() {
        return Optional.empty();
    }
}
