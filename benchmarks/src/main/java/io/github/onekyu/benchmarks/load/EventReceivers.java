package io.github.onekyu.benchmarks.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Connections that events are pushed to. Not thread-safe. */
public final class EventReceivers implements AutoCloseable {
    private final Loops loops;
    private final int count;

    private EventReceivers(Loops loops, int count) {
        this.loops = loops;
        this.count = count;
    }

    public static EventReceivers open(URI uri, int count) {
        Loops loops = new Loops("events", 1);
        try {
            loops.open(count, (selector, tally) -> new EventConnection(uri, selector, tally, false));
            loops.awaitReady();
        } catch (RuntimeException failure) {
            loops.close();
            throw failure;
        }
        return new EventReceivers(loops, count);
    }

    public int count() {
        return count;
    }

    /** Counts from zero. */
    public void start() {
        loops.startMeasuring();
    }

    /** How many events have come since {@link #start}, all receivers together. */
    public long arrived() {
        return loops.operations();
    }

    /** Waits until each receiver has got so many events since {@link #start}; answers how that went. */
    public Sample await(long events, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (loops.operations() < events * count) {
            loops.failOnError();
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        loops.operations() + " of " + events * count + " events arrived within " + limit);
            }
            LockSupport.parkNanos(200_000);
        }
        loops.stopMeasuring();
        return loops.sum().overItself();
    }

    /** Takes whatever comes within this time. */
    public Sample listen(Duration time) {
        start();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        loops.stopMeasuring();
        return loops.sum().overItself();
    }

    @Override
    public void close() {
        loops.close();
    }

    /** A reader that has stopped reading. */
    public static final class Stalled implements AutoCloseable {
        private final Loop loop = new Loop("load-stalled");
        private final List<EventConnection> connection = new ArrayList<>();

        public Stalled(URI uri) {
            loop.open((selector, tally) -> {
                EventConnection opened = new EventConnection(uri, selector, tally, true);
                connection.add(opened);
                return opened;
            });
            while (loop.ready() == 0) {
                if (loop.tally().errors() > 0) {
                    throw new IllegalStateException(loop.tally().firstError());
                }
                LockSupport.parkNanos(1_000_000);
            }
        }

        /** Reads again; answers whether the server had closed the connection. */
        public boolean wasClosed(Duration limit) {
            EventConnection reader = connection.get(0);
            loop.call(() -> {
                reader.resume();
                return true;
            });
            long end = System.nanoTime() + limit.toNanos();
            while (!reader.gone() && reader.closeCode() == 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            return reader.gone() || reader.closeCode() != 0;
        }

        /** How many events it has got in all. */
        public long events() {
            return connection.get(0).events();
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
