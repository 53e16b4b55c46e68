package io.github.onekyu.benchmarks.standin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** A queue of frames; whoever raises {@link #claims} from zero writes, up to 64 buffers at a time. */
final class BatchingWriter extends Writer {
    private static final int BATCH = 64;

    private record Item(ByteBuffer bytes, @Nullable CompletionHandler<ByteBuffer> done) {}

    private final StreamConnection connection;
    private final ConduitStreamSinkChannel sink;
    private final long maxBytes;
    private final ConcurrentLinkedQueue<Item> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger claims = new AtomicInteger();
    private final AtomicLong waiting = new AtomicLong();
    private final Runnable drain = this::drain;
    private volatile boolean dead;
    private volatile boolean closing;

    // For whoever holds the claim.
    private final ByteBuffer[] buffers = new ByteBuffer[BATCH];
    private final @Nullable Item[] items = new @Nullable Item[BATCH];
    private int from;
    private int to;

    BatchingWriter(StreamConnection connection, long maxBytes) {
        this.connection = connection;
        this.maxBytes = maxBytes;
        sink = connection.getSinkChannel();
        sink.setWriteListener(channel -> {
            channel.suspendWrites();
            drain();
        });
    }

    /** A whole text frame of a server. */
    static ByteBuffer textFrame(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocateDirect(payload.length + 10).put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        return frame.put(payload).flip();
    }

    @Override
    public void write(ByteBuffer bytes, CompletionHandler<ByteBuffer> done) {
        if (!enqueue(bytes, done)) {
            done.failed(new IOException("the queue is full, or the connection closed"));
        } else if (claims.getAndIncrement() == 0) {
            drain();
        }
    }

    /** Sends a frame that the IO thread writes. The buffer is the caller's no more. */
    void offer(ByteBuffer frame) {
        if (enqueue(frame, null) && claims.getAndIncrement() == 0) {
            connection.getIoThread().execute(drain);
        }
    }

    private boolean enqueue(ByteBuffer bytes, @Nullable CompletionHandler<ByteBuffer> done) {
        if (dead) {
            return false;
        }
        if (waiting.addAndGet(bytes.remaining()) > maxBytes) {
            dead = true;
            connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
            return false;
        }
        queue.add(new Item(bytes, done));
        return true;
    }

    /** Holds writes back during one batch of input; answers whether {@link #drain} is owed. */
    boolean cork() {
        return claims.getAndIncrement() == 0;
    }

    void drain() {
        int missed = 1;
        do {
            try {
                if (!writeAll()) {
                    sink.resumeWrites();
                    return; // with the claim: the write listener goes on
                }
                if (closing) {
                    IoUtils.safeClose(connection);
                }
            } catch (IOException | RuntimeException broken) {
                dead = true;
                IoUtils.safeClose(connection);
                return;
            }
            missed = claims.addAndGet(-missed);
        } while (missed != 0);
    }

    /** Answers false when the socket takes no more. */
    private boolean writeAll() throws IOException {
        while (take()) {
            long written = to - from == 1 ? sink.write(buffers[from]) : sink.write(buffers, from, to - from);
            if (written == 0) {
                return false;
            }
            waiting.addAndGet(-written);
            while (from < to && !buffers[from].hasRemaining()) {
                Item item = items[from];
                items[from++] = null;
                if (item != null && item.done() != null) {
                    item.done().completed(item.bytes());
                }
            }
        }
        return sink.flush();
    }

    private boolean take() {
        if (from < to) {
            return true;
        }
        from = 0;
        to = 0;
        while (to < BATCH) {
            Item next = queue.poll();
            if (next == null) {
                break;
            }
            items[to] = next;
            buffers[to++] = next.bytes();
        }
        return to > 0;
    }

    @Override
    public void close() {
        closing = true;
        if (claims.getAndIncrement() == 0) {
            drain();
        }
    }
}
