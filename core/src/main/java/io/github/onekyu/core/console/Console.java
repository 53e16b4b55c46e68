package io.github.onekyu.core.console;

import io.github.onekyu.core.error.TransportException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The running console. */
public interface Console {
    /** @throws TransportException if it cannot bind; names address and cause */
    void start();

    /** Callable twice, and after a failed start. */
    void stop(Duration grace);

    /** The address it is bound to. */
    Optional<InetSocketAddress> address();

    /** A path with a one-time code that lets a browser in, where the console asks who comes; a new one for each call. */
    default Optional<String> loginPath() {
        return Optional.empty();
    }
}
