package io.github.onekyu.transport.ws;

import io.github.onekyu.core.auth.Access;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator why bots are turned away, once a minute at most. Never what they sent (NET-08). Thread-safe. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final ConnectionHub hub;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong untold = new AtomicLong();

    Refusals(ConnectionHub hub) {
        this.hub = hub;
    }

    void note(String peer, Access access) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + PAUSE)) {
            untold.incrementAndGet();
            return;
        }
        long others = untold.getAndSet(0);
        String words = "refused " + peer + " with " + access.httpStatus() + ": "
                + (access == Access.MISSING ? "no access token that can be read" : "wrong access token")
                + "; let it send \"Authorization: Bearer <access_token>\"";
        LOG.warn(
                "OKY-1305 ws: {}{}",
                words,
                others == 0 ? "" : " (" + others + " more refused since the last such line)");
        hub.problem("OKY-1305", words);
    }
}
