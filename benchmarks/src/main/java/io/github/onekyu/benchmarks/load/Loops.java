package io.github.onekyu.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The threads of one load, with connections dealt out in turn. */
final class Loops implements AutoCloseable {
    private static final Duration HANDSHAKES = Duration.ofSeconds(60);

    private final List<Loop> loops = new ArrayList<>();
    private int opened;

    Loops(String name, int threads) {
        for (int i = 0; i < threads; i++) {
            loops.add(new Loop("load-" + name + "-" + i));
        }
    }

    void open(int connections, Loop.Opener opener) {
        for (int i = 0; i < connections; i++) {
            loops.get(opened++ % loops.size()).open(opener);
        }
    }

    /** Waits until every connection can be used. */
    void awaitReady() {
        long end = System.nanoTime() + HANDSHAKES.toNanos();
        while (loops.stream().mapToLong(Loop::ready).sum() < opened) {
            failOnError();
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all of " + opened + " connections opened within " + HANDSHAKES);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    void begin() {
        loops.forEach(Loop::begin);
    }

    void startMeasuring() {
        loops.forEach(loop -> loop.call(() -> {
            loop.tally().start();
            return true;
        }));
    }

    void stopMeasuring() {
        loops.forEach(loop -> loop.tally().pause());
    }

    long operations() {
        return loops.stream().mapToLong(loop -> loop.tally().operations()).sum();
    }

    Sample.Sum sum() {
        Sample.Sum sum = new Sample.Sum();
        loops.forEach(loop -> loop.call(() -> {
            loop.tally().into(sum);
            return true;
        }));
        return sum;
    }

    /** A load that lost a connection measures something else than it says. */
    void failOnError() {
        for (Loop loop : loops) {
            if (loop.tally().errors() > 0) {
                throw new IllegalStateException(loop.tally().errors() + " errors, the first: "
                        + loop.tally().firstError());
            }
        }
    }

    @Override
    public void close() {
        loops.forEach(Loop::close);
    }
}
