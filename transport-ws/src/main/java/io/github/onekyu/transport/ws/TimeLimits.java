package io.github.onekyu.transport.ws;

import java.time.Duration;

/**
 * How long a peer may take for what it owes. None of them limits an action or an idle WebSocket connection.
 *
 * @param silence from connecting to the first byte of a request
 * @param head from the first byte of a request to the end of its head
 * @param close from our close frame to the end of the TCP connection
 * @param farewell the same when the transport stops
 */
record TimeLimits(Duration silence, Duration head, Duration close, Duration farewell) {
    static final TimeLimits DEFAULT = new TimeLimits(
            Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(1));
}
