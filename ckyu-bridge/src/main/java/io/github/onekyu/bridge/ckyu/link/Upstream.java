package io.github.onekyu.bridge.ckyu.link;

import java.time.Duration;

/** One of the three ways to reach an implementation. It makes lines and tells the {@link Link} of them. */
interface Upstream {
    /**
     * Begins to dial, or to listen. Returns at once.
     *
     * @throws io.github.onekyu.core.error.BackendException if the address to listen on cannot be bound
     */
    void start();

    /** Ends every line and releases everything. */
    void stop(Duration grace);
}
