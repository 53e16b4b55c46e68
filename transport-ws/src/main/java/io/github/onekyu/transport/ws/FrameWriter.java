package io.github.onekyu.transport.ws;

import io.github.onekyu.core.connection.OutboundQueue;
import io.github.onekyu.core.transport.Overflow;
import io.github.onekyu.core.transport.QueueBounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * One connection's way out: a bounded queue of whole frames and, at any time, at most one thread that writes them to the
 * socket. Whoever raises {@link #claims} from zero writes until nothing is left; everybody else only puts into the queue.
 * When the socket takes no more, the claim stays and the IO thread goes on once it can. No method blocks; all are
 * thread-safe unless they say otherwise.
 *
 * <p>Born claimed: frames wait until {@link #attach} brings the socket, so that a connection can take part in everything
 * before its peer has read the answer to its handshake.
 */
final class FrameWriter {
    /** What one write may carry; a buffer of this size belongs to each thread that writes. */
    private static final int PIECE = 64 * 1024;

    /** After so many a fast peer lets others have the thread. */
    private static final int PIECES_IN_A_ROW = 16;

    private static final ThreadLocal<ByteBuffer> PIECES =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(PIECE));
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What a connection wants to know about its writer. Called by whichever thread found out; must not block. */
    interface Listener {
        /** More waits for the peer than may; the queue was emptied and the close frame is on its way. */
        void overflowed(long waitingBytes);

        /** So many events were given up, because more waits for the peer than may. */
        void dropped(int events);

        /** After {@link #dropped}: nothing waits any more. */
        void caughtUp();

        /** A close frame was put into the queue: nothing can be sent any more. Once. */
        void closing();

        /** The close frame, and all before it, has left. Once. */
        void finished();

        /** The socket is of no use any more. Once. */
        void broken();
    }

    private enum State {
        OPEN,
        /** A close frame is the last in the queue. */
        CLOSING,
        /** Nothing is written any more. */
        DEAD
    }

    private final QueueBounds bounds;
    private final XnioIoThread ioThread;
    private final Listener listener;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    /** Guarded by itself. Whole frames only: what is given up here leaves no half of one behind. */
    private final OutboundQueue<ByteBuffer> queue = new OutboundQueue<>();
    /** Bytes that were accepted and have not left. */
    private final AtomicLong waiting = new AtomicLong();

    /** Messages that were taken to be written; only whoever holds the claim counts. */
    private final AtomicLong sent = new AtomicLong();
    /** Since when the socket has not taken all, by {@link System#nanoTime}; 0 while it does. */
    private volatile long behindSince;

    private volatile boolean dropping;
    private final AtomicInteger claims = new AtomicInteger(1);
    private final AtomicBoolean parked = new AtomicBoolean();
    private final Runnable drain = this::drain;

    // For the thread that holds the claim.
    /** The next one in the chain of a {@link Handover}. */
    @Nullable
    FrameWriter next;

    private @Nullable ConduitStreamSinkChannel sink;
    /** Bytes of earlier frames that the socket did not take; they go before {@link #current}. */
    private ByteBuffer rest = NOTHING;
    /** A frame of which a part was taken into {@link #rest} or has left; other connections may be at it as well. */
    private ByteBuffer current = NOTHING;
    /** Where the rest of {@link #current} begins. */
    private int at;
    /** Whether the close frame was taken from the queue. */
    private boolean last;

    /** How many pieces may still be written in this turn. */
    private int turn;

    FrameWriter(QueueBounds bounds, XnioIoThread ioThread, Listener listener) {
        this.bounds = bounds;
        this.ioThread = ioThread;
        this.listener = listener;
    }

    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    boolean isDead() {
        return state.get() == State.DEAD;
    }

    /** Brings the socket and writes what has waited. Once, by the IO thread. */
    void attach(ConduitStreamSinkChannel socket) {
        socket.setWriteListener(this::writable);
        sink = socket;
        drain();
    }

    /**
     * Sends a frame; the calling thread writes if nobody else does. The buffer is only looked at: others may have it, and
     * nobody may change it from now on.
     */
    boolean write(ByteBuffer frame) {
        return writing(enqueue(frame, false));
    }

    /** Sends a frame; the IO thread writes, so that a burst leaves in few writes and the caller meets no socket. */
    boolean offer(ByteBuffer frame) {
        boolean queued = enqueue(frame, false);
        if (queued && claim()) {
            onIoThread(drain);
        }
        return queued;
    }

    /**
     * Sends an event, which is given up where the queue is full and its owner would rather lose events than the peer; the
     * calling thread writes if nobody else does.
     */
    boolean push(ByteBuffer event) {
        return writing(enqueue(event, true));
    }

    /** As {@link #push(ByteBuffer)}, but the IO thread writes, together with what else is handed over to it. */
    boolean push(ByteBuffer event, Handover handover) {
        boolean queued = enqueue(event, true);
        if (queued && claim()) {
            handover.add(this);
        }
        return queued;
    }

    private boolean writing(boolean queued) {
        if (queued && claim()) {
            drain();
        }
        return queued;
    }

    /** Sends the reply to a call: at once on the IO thread, where it joins its batch, else through it. */
    boolean reply(ByteBuffer frame) {
        return Thread.currentThread() == ioThread ? write(frame) : offer(frame);
    }

    /**
     * Sends the last frame; what was sent before still leaves, later frames are refused, and then the sending half of the
     * connection is shut down. Answers whether this call was the first.
     */
    boolean close(ByteBuffer frame) {
        if (!state.compareAndSet(State.OPEN, State.CLOSING)) {
            return false;
        }
        sendLast(frame);
        return true;
    }

    /** Holds writes back while one batch of input is served. Answers whether {@link #uncork} is owed. */
    boolean cork() {
        return claim();
    }

    void uncork() {
        drain();
    }

    /** Messages that were written, the one being written included. */
    long sent() {
        return sent.get();
    }

    /** Frames that wait; one that has left in part counts. */
    long queued() {
        int whole;
        synchronized (queue) {
            whole = queue.size();
        }
        return whole == 0 && behindSince != 0 && waiting.get() > 0 ? 1 : whole;
    }

    long queuedBytes() {
        return isOpen() ? Math.max(0, waiting.get()) : 0;
    }

    long behindMillis() {
        long since = behindSince;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1_000_000;
    }

    /** Forgets everything. The caller closes the socket. */
    void kill() {
        state.set(State.DEAD);
        clear();
    }

    private boolean enqueue(ByteBuffer frame, boolean event) {
        if (state.get() != State.OPEN) {
            return false;
        }
        int size = frame.remaining();
        // What waits counts, not the new frame: one alone may be larger than the bound.
        boolean full = waiting.addAndGet(size) - size >= bounds.bytes();
        synchronized (queue) {
            full = full || (event && queue.events() >= bounds.size());
            if (!full) {
                put(frame, event);
            }
        }
        return !full || squeeze(frame, event);
    }

    private void put(ByteBuffer frame, boolean event) {
        if (event) {
            queue.addEvent(frame);
        } else {
            queue.add(frame);
        }
    }

    /** The queue is full: finds room where events may be given up. Answers whether the frame is in the queue. */
    private boolean squeeze(ByteBuffer frame, boolean event) {
        int lost = 0;
        boolean taken = false;
        if (bounds.drops()) {
            boolean oldest = bounds.overflow() == Overflow.DROP_OLDEST;
            synchronized (queue) {
                while (isFull(frame, event) && (oldest || !event)) {
                    ByteBuffer victim = oldest ? queue.pollEvent() : queue.pollNewestEvent();
                    if (victim == null) {
                        break;
                    }
                    waiting.addAndGet(-victim.remaining());
                    lost++;
                }
                taken = !isFull(frame, event);
                if (taken) {
                    put(frame, event);
                } else if (event) {
                    lost++;
                }
            }
        }
        long others = taken ? 0 : waiting.addAndGet(-frame.remaining());
        if (lost > 0) {
            dropping = true;
            listener.dropped(lost);
        }
        if (!taken && !(event && bounds.drops())) {
            overflow(others);
        }
        return taken;
    }

    private boolean isFull(ByteBuffer frame, boolean event) {
        return waiting.get() - frame.remaining() >= bounds.bytes() || (event && queue.events() >= bounds.size());
    }

    private void overflow(long waitingBytes) {
        if (state.compareAndSet(State.OPEN, State.CLOSING)) {
            clear();
            sendLast(Frames.close(1008, "the queue for this connection is full"));
            listener.overflowed(waitingBytes);
        }
    }

    private void sendLast(ByteBuffer frame) {
        synchronized (queue) {
            queue.add(frame);
        }
        listener.closing();
        if (claim()) {
            onIoThread(drain);
        }
    }

    private boolean claim() {
        return claims.getAndIncrement() == 0;
    }

    private void onIoThread(Runnable task) {
        try {
            ioThread.execute(task);
        } catch (RejectedExecutionException stopped) {
            kill(); // the transport has stopped and closes every socket
        }
    }

    /** The socket takes bytes again; goes on for whoever parked the claim. */
    private void writable(ConduitStreamSinkChannel socket) {
        socket.suspendWrites();
        if (parked.getAndSet(false)) {
            drain();
        }
    }

    /** With the claim held: writes until nothing is left, the socket takes no more, or it was the others' turn. */
    void drain() {
        ConduitStreamSinkChannel socket = sink;
        turn = PIECES_IN_A_ROW;
        int missed = 1;
        do {
            try {
                if (socket != null && state.get() != State.DEAD && !writeAll(socket)) {
                    return; // with the claim
                }
            } catch (IOException | RuntimeException gone) {
                kill();
                listener.broken();
            }
            if (state.get() == State.DEAD) {
                release();
            }
            missed = claims.addAndGet(-missed);
        } while (missed != 0);
    }

    /** Answers false if the claim was passed on: to the IO thread, at once or for when the socket can take more. */
    private boolean writeAll(ConduitStreamSinkChannel socket) throws IOException {
        ByteBuffer piece = PIECES.get();
        while (collect(piece.clear())) {
            piece.flip();
            while (piece.hasRemaining()) {
                int written = socket.write(piece);
                if (written == 0) {
                    rest = ByteBuffer.allocate(piece.remaining()).put(piece).flip();
                    park(socket);
                    return false;
                }
                waiting.addAndGet(-written);
            }
            if (--turn <= 0) {
                fellBehind();
                onIoThread(drain);
                return false;
            }
        }
        if (last && sink != null) {
            socket.shutdownWrites();
            sink = null;
            listener.finished();
        }
        if (socket.flush()) {
            caughtUp();
            return true;
        }
        park(socket);
        return false;
    }

    /** The time is taken only here, not for each frame: a queue that the socket takes at once is never old. */
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

    private void park(ConduitStreamSinkChannel socket) {
        fellBehind();
        parked.set(true);
        socket.resumeWrites();
    }

    /** Fills the piece with what comes next; answers false if there is nothing. */
    private boolean collect(ByteBuffer piece) {
        rest.position(rest.position() + copy(rest, rest.position(), piece));
        if (rest.hasRemaining()) {
            return true;
        }
        rest = NOTHING;
        at += copy(current, at, piece);
        while (at == current.limit() && piece.hasRemaining() && !last) {
            ByteBuffer next = poll();
            if (next == null) {
                break;
            }
            int opcode = Frames.opcode(next);
            last = opcode == Frames.CLOSE; // what a race put behind it stays unsent
            if (opcode == Frames.TEXT) {
                sent.lazySet(sent.get() + 1);
            }
            current = next;
            at = next.position() + copy(next, next.position(), piece);
        }
        if (at == current.limit()) {
            current = NOTHING;
            at = 0;
        }
        return piece.position() > 0;
    }

    /** Appends as much as fits; answers how much that was. The source stays as it is. */
    private static int copy(ByteBuffer from, int start, ByteBuffer to) {
        int length = Math.min(from.limit() - start, to.remaining());
        to.put(to.position(), from, start, length).position(to.position() + length);
        return length;
    }

    private @Nullable ByteBuffer poll() {
        synchronized (queue) {
            return queue.poll();
        }
    }

    private void clear() {
        synchronized (queue) {
            queue.clear();
        }
    }

    private void release() {
        clear();
        at = 0;
        rest = NOTHING;
        current = NOTHING;
        sink = null;
    }
}
