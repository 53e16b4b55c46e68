package io.github.onekyu.bridge.ckyu.link;

import java.time.Duration;

/**
 * How long things may take; one set for the product, shorter ones for tests.
 *
 * @param firstRedial the longest wait before the second dial; doubles from then on (LNK-10)
 * @param lastRedial where doubling ends
 * @param leastRedial what jitter leaves of a wait at the least
 * @param steady a link that held so long begins anew with {@code firstRedial}
 * @param refusedRedial between attempts with credentials that were refused (LNK-13), or with another account (LNK-09)
 * @param handshake the limit of one dial
 * @param quiet without a byte for so long, we ping (LNK-11)
 * @param dead the link is dead if no byte came for so long after the ping
 * @param impatient without a byte for so long while calls wait for their answers, we write something (LNK-12)
 * @param distrust after so long with heartbeats alone we ask for the state
 * @param probe the limit of that question, and of those at the start
 * @param login how long the account may stay unknown at the start (LNK-08); below the limit of the account's own start
 */
record Timing(
        Duration firstRedial,
        Duration lastRedial,
        Duration leastRedial,
        Duration steady,
        Duration refusedRedial,
        Duration handshake,
        Duration quiet,
        Duration dead,
        Duration impatient,
        Duration distrust,
        Duration probe,
        Duration login) {
    static final Timing STANDARD = new Timing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(59));

    /** How often the watch looks. */
    Duration tick() {
        long shortest = Math.min(Math.min(quiet.toMillis(), dead.toMillis()), probe.toMillis());
        return Duration.ofMillis(Math.max(5, Math.min(1000, shortest / 10)));
    }
}
