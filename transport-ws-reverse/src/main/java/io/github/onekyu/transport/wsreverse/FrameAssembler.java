package io.github.onekyu.transport.wsreverse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the incoming bytes into whole frames before Tyrus sees them, for three things Tyrus does otherwise: it copies
 * what it has with every read, which for a frame of 50 MiB is minutes; it answers a frame over its limit with 1011 where
 * NET-06 wants 1009; and it reports a close frame without a code as 1000, which RWS-13 tells apart. Used by one thread.
 */
final class FrameAssembler {
    private static final byte[] NOTHING = {};
    private static final int CLOSE = 8;
    private static final int KEEP = 64 << 10;

    private final long limit;
    private byte[] pending = NOTHING;
    private int size;
    private boolean closeSeen;
    private boolean closeEmpty;

    /** @param limit the longest payload to accept, in bytes */
    FrameAssembler(long limit) {
        this.limit = limit;
    }

    /** Whether the peer sent a close frame. */
    boolean closeSeen() {
        return closeSeen;
    }

    /** Whether that close frame had no code: 1005, not 1000. */
    boolean closeEmpty() {
        return closeEmpty;
    }

    /**
     * Takes bytes and passes on each frame they complete.
     *
     * @return whether all is well; false if a frame over the limit was announced: read no further
     */
    boolean feed(ByteBuffer data, Consumer<ByteBuffer> frames) {
        if (size > 0) {
            append(data);
            ByteBuffer known = ByteBuffer.wrap(pending, 0, size);
            boolean good = cut(known, frames);
            size = known.remaining();
            System.arraycopy(pending, known.position(), pending, 0, size);
            if (size == 0 && pending.length > KEEP) {
                pending = NOTHING;
            }
            return good;
        }
        boolean good = cut(data, frames);
        append(data);
        return good;
    }

    private boolean cut(ByteBuffer data, Consumer<ByteBuffer> frames) {
        while (data.remaining() >= 2) {
            int start = data.position();
            int second = data.get(start + 1);
            int code = second & 0x7f;
            int header = 2 + (code == 126 ? 2 : code == 127 ? 8 : 0) + ((second & 0x80) == 0 ? 0 : 4);
            if (data.remaining() < header) {
                return true;
            }
            long length =
                    code == 126 ? data.getShort(start + 2) & 0xffff : code == 127 ? data.getLong(start + 2) : code;
            if (length < 0 || length > limit) {
                return false;
            }
            if (data.remaining() - header < length) {
                return true;
            }
            if ((data.get(start) & 0xf) == CLOSE && !closeSeen) {
                closeSeen = true;
                closeEmpty = length == 0;
            }
            int end = start + header + (int) length;
            frames.accept(data.slice(start, end - start));
            data.position(end);
        }
        return true;
    }

    private void append(ByteBuffer data) {
        int more = data.remaining();
        if (pending.length - size < more) {
            int wanted = Math.max(size + more, (int) Math.min(pending.length * 2L, Integer.MAX_VALUE - 64));
            pending = Arrays.copyOf(pending, wanted);
        }
        data.get(pending, size, more);
        size += more;
    }
}
