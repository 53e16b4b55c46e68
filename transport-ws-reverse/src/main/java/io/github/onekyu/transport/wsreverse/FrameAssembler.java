package io.github.onekyu.transport.wsreverse;

import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts the incoming bytes into whole frames before Tyrus sees them, for what Tyrus does otherwise: it copies what it has
 * with every read, which for a frame of 50 MiB is minutes; it answers a frame over its limit with 1011 where NET-06 wants
 * 1009; it takes masked frames and lengths in any form; and it reports a close frame without a code as 1000, which RWS-13
 * tells apart, and answers it, and some codes, with 1000. Used by one thread.
 */
final class FrameAssembler {
    private static final byte[] NOTHING = {};
    /** The first byte of a close frame as it has to be. */
    private static final int LAST_CLOSE = 0x88;

    private static final int LONGEST_CONTROL = 125;
    private static final int KEEP = 64 << 10;

    private final long limit;
    private byte[] pending = NOTHING;
    private int size;
    private boolean ended;

    /** Takes what came in, in order. */
    interface Receiver {
        /** A whole frame that is no close frame. The buffer is only lent. */
        void frame(ByteBuffer frame);

        /** The peer's close frame; nothing follows. */
        void close(byte[] payload);

        /** The peer broke a rule, for which it is told this code; nothing follows. */
        void violation(CloseCodes code, String what);
    }

    /** @param limit the longest payload to accept, in bytes */
    FrameAssembler(long limit) {
        this.limit = limit;
    }

    /** Takes all the bytes and passes on each frame they complete. */
    void feed(ByteBuffer data, Receiver receiver) {
        if (ended) {
            return; // what comes behind a close frame or a violation is nobody's
        }
        if (size > 0) {
            append(data);
            ByteBuffer known = ByteBuffer.wrap(pending, 0, size);
            cut(known, receiver);
            size = known.remaining();
            System.arraycopy(pending, known.position(), pending, 0, size);
            if (size == 0 && pending.length > KEEP) {
                pending = NOTHING;
            }
        } else {
            cut(data, receiver);
            if (!ended) {
                append(data);
            }
        }
        if (ended) {
            pending = NOTHING;
            size = 0;
        }
    }

    private void cut(ByteBuffer data, Receiver receiver) {
        while (!ended && data.remaining() >= 2) {
            int start = data.position();
            int second = data.get(start + 1);
            int code = second & 0x7f;
            boolean masked = second < 0;
            int header = 2 + (code == 126 ? 2 : code == 127 ? 8 : 0);
            if (!masked && data.remaining() < header) {
                return;
            }
            long length = masked || code < 126
                    ? code
                    : code == 126 ? data.getShort(start + 2) & 0xffff : data.getLong(start + 2);
            if (masked) {
                refuse(CloseCodes.PROTOCOL_ERROR, "a masked frame", receiver);
            } else if (length < 0) {
                refuse(CloseCodes.PROTOCOL_ERROR, "a length of more than 63 bits", receiver);
            } else if ((code == 126 && length < 126) || (code == 127 && length < 0x10000)) {
                refuse(CloseCodes.PROTOCOL_ERROR, "a length that is not in its shortest form", receiver);
            } else if (length > limit) {
                refuse(CloseCodes.TOO_BIG, "message over the limit", receiver);
            } else if (data.remaining() - header < length) {
                return;
            } else {
                pass(data, start, header, (int) length, receiver);
            }
        }
    }

    private void refuse(CloseCodes code, String what, Receiver receiver) {
        ended = true;
        receiver.violation(code, what);
    }

    private void pass(ByteBuffer data, int start, int header, int length, Receiver receiver) {
        data.position(start + header + length);
        if ((data.get(start) & 0xff) == LAST_CLOSE && length <= LONGEST_CONTROL) { // else it is for Tyrus to refuse
            ended = true;
            byte[] payload = new byte[length];
            data.get(start + header, payload);
            receiver.close(payload);
        } else {
            receiver.frame(data.slice(start, header + length));
        }
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
