package io.github.onekyu.transport.ws;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Gives one IO thread the writers that have an event to send, many at a time: to wake a thread costs more than to write a
 * frame, and one that is woken for each writer has gone to sleep again before the next. The writers are chained to one
 * another, so that an event to a thousand costs no memory. For one thread at a time.
 */
final class Handover {
    /** So many are no longer kept waiting for the others. */
    private static final int MOST = 64;

    private final XnioIoThread ioThread;
    private @Nullable FrameWriter first;
    private int size;

    Handover(XnioIoThread ioThread) {
        this.ioThread = ioThread;
    }

    /** Takes a writer whose claim the caller holds; the IO thread gets it, at the latest after {@link #finish}. */
    void add(FrameWriter writer) {
        writer.next = first;
        first = writer;
        if (++size == MOST) {
            finish();
        }
    }

    void finish() {
        FrameWriter chain = first;
        if (chain == null) {
            return;
        }
        first = null;
        size = 0;
        try {
            ioThread.execute(() -> each(chain, FrameWriter::drain));
        } catch (RejectedExecutionException stopped) {
            each(chain, FrameWriter::kill); // the transport has stopped and closes every socket
        }
    }

    private static void each(FrameWriter chain, Consumer<FrameWriter> work) {
        FrameWriter writer = chain;
        while (writer != null) {
            FrameWriter next = writer.next; // from its work on it may be in another chain
            writer.next = null;
            work.accept(writer);
            writer = next;
        }
    }
}
