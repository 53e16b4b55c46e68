package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.connection.OutboundQueue;
import io.github.onekyu.core.transport.Overflow;
import io.github.onekyu.core.transport.QueueBounds;
import java.io.IOException;
import java.nio.ByteBuffer;
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
 * and whoever sends never meets a socket. What waits is bounded; over the bound events are given up, or nothing more is
 * taken and the owner is told, once.
 */
final class SocketWriter extends Writer {
    /** How long a polite close may take before the socket is simply closed; RWS-17 leaves two seconds for a stop. */
    private static final long LINGER_MILLIS = 1000;

    private static final int BATCH = 64;
    private static final int BATCH_BYTES = 256 << 10;
    private static final int ITEM_COST = 64;

    /** What a connection wants to know about its writer. */
    interface Listener {
        /** On the IO thread. */
        void writeFailed(IOException cause);

        /** On the IO thread. */
        void overflowed(long waitingBytes);

        /** So many events were given up, because more waits than may. On any thread. */
        void dropped(int events);

        /** After {@link #dropped}: nothing waits any more. On the IO thread. */
        void caughtUp();
    }

    /** Text is masked only when its turn comes, so that many connections can wait with one event's shared bytes. */
    private record Item(
            byte @Nullable [] text,
            @Nullable ByteBuffer frame,
            @Nullable CompletionHandler<ByteBuffer> done,
            int cost) {}

    private final StreamConnection connection;
    private final ConduitStreamSinkChannel sink;
    private final QueueBounds bounds;
    private final Listener listener;
    /** Guarded by itself. */
    private final OutboundQueue<Item> queue = new OutboundQueue<>();

    private final AtomicLong queuedBytes = new AtomicLong();
    /** How often somebody asked for a drain; whoever lifts it from zero schedules one. */
    private final AtomicInteger wanted = new AtomicInteger();

    // Only the IO thread touches these.
    private final ByteBuffer[] buffers = new ByteBuffer[BATCH];
    private final @Nullable Item[] items = new Item[BATCH];
    private int from;
    private int to;
    /** Messages that were written; only the IO thread counts. */
    private final AtomicLong sent = new AtomicLong();

    /** How many of {@link #items} have not left. */
    private volatile int leaving;
    /** Since when the socket has not taken all, by {@link System#nanoTime}; 0 while it does. */
    private volatile long behindSince;

    private volatile boolean dropping;
    private volatile boolean refusing;
    private volatile boolean closing;
    private boolean finished;
    private boolean peerEnded;

    SocketWriter(StreamConnection connection, QueueBounds bounds, Listener listener) {
        this.connection = connection;
        this.sink = connection.getSinkChannel();
        this.bounds = bounds;
        this.listener = listener;
        sink.setWriteListener(channel -> {
            channel.suspendWrites();
            drain();
        });
    }

    /** Queues a reply, or another message that must not be given up; from any thread. After a close it does nothing. */
    void offerText(byte[] utf8) {
        offer(utf8, false);
    }

    /** Queues an event, which is given up where the queue is full and events may be; as {@link #offerText}. */
    void offerEvent(byte[] utf8) {
        offer(utf8, true);
    }

    private void offer(byte[] utf8, boolean event) {
        if (refusing) {
            return;
        }
        Item item = new Item(utf8, null, null, utf8.length + ITEM_COST);
        queuedBytes.addAndGet(item.cost);
        boolean taken;
        synchronized (queue) {
            taken = !isFull(item, event);
            if (taken) {
                put(item, event);
            }
        }
        if (taken || squeeze(item, event)) {
            wantDrain();
        }
    }

    /** One message alone always fits, however large. */
    private boolean isFull(Item item, boolean event) {
        long waiting = queuedBytes.get();
        return (waiting > bounds.bytes() && waiting > item.cost) || (event && queue.events() >= bounds.size());
    }

    private void put(Item item, boolean event) {
        if (event) {
            queue.addEvent(item);
        } else {
            queue.add(item);
        }
    }

    /** The queue is full: finds room where events may be given up. Answers whether the item is in the queue. */
    private boolean squeeze(Item item, boolean event) {
        int lost = 0;
        boolean taken = false;
        if (bounds.drops()) {
            boolean oldest = bounds.overflow() == Overflow.DROP_OLDEST;
            synchronized (queue) {
                while (isFull(item, event) && (oldest || !event)) {
                    Item victim = oldest ? queue.pollEvent() : queue.pollNewestEvent();
                    if (victim == null) {
                        break;
                    }
                    queuedBytes.addAndGet(-victim.cost);
                    lost++;
                }
                taken = !isFull(item, event);
                if (taken) {
                    put(item, event);
                }
            }
        }
        long others = taken ? 0 : queuedBytes.addAndGet(-item.cost);
        boolean givenUp = !taken && event && bounds.drops();
        if (lost > 0 || givenUp) {
            dropping = true;
            listener.dropped(givenUp ? lost + 1 : lost);
        }
        if (!taken && !givenUp) {
            refusing = true;
            onIoThread(() -> listener.overflowed(others));
        }
        return taken;
    }

    /** Messages that were written. */
    long sent() {
        return sent.get();
    }

    /** What waits; a message that has left in part counts. */
    long queued() {
        synchronized (queue) {
            return queue.size() + leaving;
        }
    }

    long queuedBytes() {
        return Math.max(0, queuedBytes.get());
    }

    long behindMillis() {
        long since = behindSince;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1_000_000;
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
        synchronized (queue) {
            queue.add(item);
        }
        wantDrain();
    }

    private @Nullable Item poll() {
        synchronized (queue) {
            return queue.poll();
        }
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
        while ((item = poll()) != null) {
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
                    leaving = to - from;
                    if (wrote == 0) {
                        fellBehind();
                        sink.resumeWrites(); // the drain stays ours: the write listener comes back to it
                        return;
                    }
                }
                if (!sink.flush()) {
                    fellBehind();
                    sink.resumeWrites();
                    return;
                }
                caughtUp();
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

    /** The time is taken only here, not for each message: a queue that the socket takes at once is never old. */
    private void fellBehind() {
        if (behindSince == 0) {
            behindSince = System.nanoTime() | 1;
        }
    }

    private void caughtUp() {
        if (behindSince != 0) {
            behindSince = 0;
        }
        if (dropping) {
            dropping = false;
            listener.caughtUp();
        }
    }

    private boolean fill() {
        if (from < to) {
            return true;
        }
        from = 0;
        to = 0;
        int bytes = 0;
        Item item;
        while (to < BATCH && bytes < BATCH_BYTES && (item = poll()) != null) {
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
        if (item.text != null && failure == null) {
            sent.lazySet(sent.get() + 1);
        }
        if (item.done != null) {
            if (failure == null) {
                item.done.completed(buffers[index]);
            } else {
                item.done.failed(failure);
            }
        }
    }
}
