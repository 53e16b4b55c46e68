package io.github.onekyu.benchmarks.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Work handed over in pieces, the next when all but one piece has come out at the other end: a server is kept busy, and what
 * waits in it stays small and is the same for every server.
 */
public final class Flow {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 50_000;

    private Flow() {}

    /**
     * @param total how much in all
     * @param piece how much at a time; at most twice as much is under way
     * @param start begins so much work
     * @param done how much has come out so far
     */
    public static void run(long total, long piece, LongConsumer start, LongSupplier done) {
        long end = System.nanoTime() + LIMIT.toNanos();
        for (long begun = 0; begun < total; ) {
            long next = Math.min(piece, total - begun);
            start.accept(next);
            begun += next;
            while (done.getAsLong() < begun - piece) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(done.getAsLong() + " of " + begun + " done within " + LIMIT);
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }
}
