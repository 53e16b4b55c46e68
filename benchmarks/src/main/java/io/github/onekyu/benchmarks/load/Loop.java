package io.github.onekyu.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** One thread that serves many connections. */
final class Loop implements AutoCloseable {
    private final Selector selector;
    private final Tally tally = new Tally();
    private final List<Connection> connections = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /** Makes a connection of this loop. */
    interface Opener {
        Connection open(Selector selector, Tally tally) throws IOException;
    }

    Loop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    Tally tally() {
        return tally;
    }

    /** Connects; returns once the peer has accepted, before its handshake. */
    void open(Opener opener) {
        call(() -> {
            try {
                connections.add(opener.open(selector, tally));
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    long ready() {
        return call(() -> connections.stream().filter(Connection::ready).count());
    }

    void begin() {
        call(() -> {
            for (Connection connection : connections) {
                try {
                    connection.begin();
                } catch (IOException broken) {
                    tally.error("connection broke: " + broken.getMessage());
                }
            }
            return true;
        });
    }

    /** Runs this in the loop's thread and waits for it. */
    <T> T call(Supplier<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                done.complete(task.get());
            } catch (RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
        selector.wakeup();
        return done.join();
    }

    List<Connection> connections() {
        return connections;
    }

    private void run() {
        try (Selector mine = selector) {
            while (!closed) {
                mine.select();
                for (Iterator<SelectionKey> keys = mine.selectedKeys().iterator(); keys.hasNext(); ) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isValid()) {
                        ((Connection) key.attachment()).selected();
                    }
                }
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            connections.forEach(Connection::end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        tally.stopping();
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
