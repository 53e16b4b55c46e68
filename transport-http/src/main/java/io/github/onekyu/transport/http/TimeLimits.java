package io.github.onekyu.transport.http;

import java.time.Duration;

/**
 * How long a peer may keep a connection without doing anything useful with it. None of them limits an action.
 *
 * @param head from the first byte of a request to the end of its head
 * @param idle between two requests, and before the first
 * @param stall without a single byte while a body is received or a response is sent
 * @param drain for the rest of a body that nobody wants, after its answer was sent
 */
record TimeLimits(Duration head, Duration idle, Duration stall, Duration drain) {
    static final TimeLimits DEFAULT = new TimeLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(30), Duration.ofSeconds(10));
}
