package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.bridge.ckyu.sandbox.world.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries to the store in their order, with one thread: all that wait are written with one commit, then each is
 * told in turn. Entries are told of failure as well; after one failure all later ones fail too.
 */
final class Journal {
    /** More than this many waiting are refused, so that a slow disk cannot fill the memory. */
    static final int CAPACITY = 65_536;

    private static final int LARGEST_BATCH = 4_096;
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Something to write, and whom to tell. {@code done} and {@code failed} run on the journal's thread. */
    record Entry(List<Change> changes, Runnable done, Consumer<Throwable> failed) {}

    private final WorldStore store;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Entry end = new Entry(List.of(), () -> {}, failure -> {});
    private final Thread writer;

    Journal(WorldStore store) {
        this.store = store;
        this.writer = new Thread(this::run, "onekyu-sandbox-writer");
        writer.setDaemon(true);
        writer.start();
    }

    /** Answers false, and takes nothing, if too many entries wait already. Never blocks. */
    boolean offer(Entry entry) {
        return queue.offer(entry);
    }

    /** How many more entries are sure to be taken; exact for the one thread that offers. */
    int room() {
        return queue.remainingCapacity();
    }

    /**
     * Writes what waits, then ends; the caller offers nothing afterwards. Waits at most that long, and a second at the
     * least, which a disk may need for its last batch.
     */
    void stop(Duration grace) {
        long nanos = Math.max(grace.toNanos(), TimeUnit.SECONDS.toNanos(1));
        long deadline = System.nanoTime() + nanos;
        try {
            if (queue.offer(end, nanos, TimeUnit.NANOSECONDS)) {
                writer.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive()) {
            LOG.warn("OKY-1607 the sandbox could not write {} last changes within the grace period", queue.size());
        }
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                return; // nobody interrupts this thread but a dying process
            }
            queue.drainTo(batch, LARGEST_BATCH);
            ended = batch.remove(end);
            write(batch);
        }
    }

    private void write(List<Entry> batch) {
        List<Change> changes = new ArrayList<>();
        batch.forEach(entry -> changes.addAll(entry.changes()));
        try {
            if (!changes.isEmpty()) {
                store.write(changes);
            }
        } catch (RuntimeException e) {
            LOG.error("OKY-1605 the sandbox cannot write its world; check the disk, then restart", e);
            batch.forEach(entry -> tell(() -> entry.failed().accept(e)));
            return;
        }
        batch.forEach(entry -> tell(entry.done()));
    }

    private static void tell(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException e) {
            LOG.warn("OKY-1606 somebody who waited for the sandbox's disk failed when told", e);
        }
    }
}
