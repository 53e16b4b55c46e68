package io.github.onekyu.transport.wsreverse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * The one outbound queue of a connection and its one writer, the connection's IO thread: frames leave whole and in order,
 * and whoever sends never meets a socket. What waits is bounded; over the bound nothing more is taken and the owner is
 * told, once.
 */
final class SocketWriter extends Writer {
    /** How long a polite close may take before the socket is simply closed; RWS-17 leaves two seconds for a stop. */
    private static final long LINGER_MILLIS = 1000;

    private static final int BATCH = 64;
    private static final int BATCH_BYTES = 256 << 10;
    private static final int ITEM_COST = 64;

    /** Told on the IO thread. */
    interface Listener {
        void writeFailed(IOException cause);

        void overflowed(long waitingBytes);
    }

    /** Text is masked only when its turn comes, so that many connections can wait with one event's shared bytes. */
    private record Item(
            byte @Nullable [] text,
            @Nullable ByteBuffer frame,
            @Nullable CompletionHandler<ByteBuffer> done,
            int cost) {}

    private final StreamConnection connection;
    private final ConduitStreamSinkChannel sink;
    private final long maxBytes;
    private final Listener listener;
    private final ConcurrentLinkedQueue<Item> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    /** How often somebody asked for a drain; whoever lifts it from zero schedules one. */
    private final AtomicInteger wanted = new AtomicInteger();

    // Only the IO thread touches these.
    private final ByteBuffer[] buffers = new ByteBuffer[BATCH];
    private final @Nullable Item[] items = new Item[BATCH];
    private int from;
    private int to;

    private volatile boolean refusing;
    private volatile boolean closing;
    private boolean finished;
    private boolean peerEnded;

    SocketWriter(StreamConnection connection, long maxBytes, Listener listener) {
        this.connection = connection;
        this.sink = connection.getSinkChannel();
        this.maxBytes = maxBytes;
        this.listener = listener;
        sink.setWriteListener(channel -> {
            channel.suspendWrites();
            drain();
        });
    }

    /** Queues one text message; from any thread. After a close or an overflow it does nothing. */
    void offerText(byte[] utf8) {
        if (refusing) {
            return;
        }
        int cost = utf8.length + ITEM_COST;
        long waiting = queuedBytes.addAndGet(cost);
        if (waiting > maxBytes && waiting > cost) { // one message alone always fits, however large
            refusing = true;
            onIoThread(() -> listener.overflowed(waiting));
            return;
        }
        enqueue(new Item(utf8, null, null, cost));
    }

    /** Queues bytes as they are: the handshake, and Tyrus' control frames. From any thread. */
    @Override
    public void write(ByteBuffer frame, @Nullable CompletionHandler<ByteBuffer> done) {
        if (closing) {
            if (done != null) {
                done.failed(new IOException("the connection is closing"));
            }
            return;
        }
        queuedBytes.addAndGet(frame.remaining());
        enqueue(new Item(null, frame, done, frame.remaining()));
    }

    private void enqueue(Item item) {
        queue.offer(item);
        wantDrain();
    }

    private void wantDrain() {
        if (wanted.getAndIncrement() == 0) {
            onIoThread(this::drain);
        }
    }

    /** Runs it there, behind everything that thread was given before. From any thread. */
    void onIoThread(Runnable task) {
        try {
            connection.getIoThread().execute(task);
        } catch (RejectedExecutionException shuttingDown) {
            IoUtils.safeClose(connection); // nobody is left to write
        }
    }

    /** Takes no more text and forgets what waits, except a frame of which part has left. On the IO thread. */
    void discard() {
        refusing = true;
        int keep = from < to && buffers[from].position() > 0 ? from + 1 : from;
        while (to > keep) {
            finish(--to, new IOException("the peer does not read"));
        }
        Item item;
        while ((item = queue.poll()) != null) {
            queuedBytes.addAndGet(-item.cost);
        }
    }

    /** Closes once what is queued has left: our FIN, then the peer's, each within a second in all. */
    @Override
    public void close() {
        refusing = true;
        if (!closing) {
            closing = true;
            wantDrain();
            try {
                connection
                        .getIoThread()
                        .executeAfter(() -> IoUtils.safeClose(connection), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException shuttingDown) {
                IoUtils.safeClose(connection);
            }
        }
    }

    /** The peer sends no more: closes as soon as what a close left to be written has left. On the IO thread. */
    void peerEnded() {
        peerEnded = true;
        if (!closing || finished) {
            IoUtils.safeClose(connection);
        }
    }

    /** Closes now. From any thread. */
    void abort() {
        refusing = true;
        closing = true;
        onIoThread(() -> IoUtils.safeClose(connection));
    }

    private void drain() {
        int missed = wanted.get();
        do {
            try {
                while (fill()) {
                    long wrote = to - from == 1 ? sink.write(buffers[from]) : sink.write(buffers, from, to - from);
                    while (from < to && !buffers[from].hasRemaining()) {
                        finish(from++, null);
                    }
                    if (wrote == 0) {
                        sink.resumeWrites(); // the drain stays ours: the write listener comes back to it
                        return;
                    }
                }
                if (!sink.flush()) {
                    sink.resumeWrites();
                    return;
                }
                if (closing && !finished) {
                    finished = true;
                    sink.shutdownWrites();
                    if (!sink.flush()) {
                        sink.resumeWrites();
                        return;
                    }
                }
                if (finished && peerEnded) {
                    IoUtils.safeClose(connection);
                }
            } catch (IOException e) {
                discard();
                listener.writeFailed(e);
            }
            missed = wanted.addAndGet(-missed);
        } while (missed != 0);
    }

    private boolean fill() {
        if (from < to) {
            return true;
        }
        from = 0;
        to = 0;
        int bytes = 0;
        Item item;
        while (to < BATCH && bytes < BATCH_BYTES && (item = queue.poll()) != null) {
            byte[] text = item.text;
            ByteBuffer frame = text != null ? ClientFrame.text(text) : item.frame;
            if (frame != null) {
                bytes += frame.remaining();
                items[to] = item;
                buffers[to++] = frame;
            }
        }
        return to > 0;
    }

    private void finish(int index, @Nullable IOException failure) {
        Item item = items[index];
        items[index] = null;
        if (item == null) {
            return;
        }
        queuedBytes.addAndGet(-item.cost);
        if (item.done != null) {
            if (failure == null) {
                item.done.completed(buffers[index]);
            } else {
                item.done.failed(failure);
            }
        }
    }
}
