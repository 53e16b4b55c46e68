package io.github.onekyu.transport.ws;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The head of one incoming frame (RFC 6455 §5.2).
 *
 * @param reserved the three reserved bits, zero where nobody set one
 * @param size bytes of the head itself, the mask included
 * @param length bytes of the payload; negative where the peer set the bit that must be zero
 */
record FrameHead(boolean fin, int reserved, int opcode, boolean masked, int size, long length) {
    static final int MOST_BYTES = 14;

    /** Reads the head that starts at this index; null if it is not there as a whole. */
    static @Nullable FrameHead read(ByteBuffer in, int at, int end) {
        if (end - at < 2) {
            return null;
        }
        int first = in.get(at);
        int second = in.get(at + 1);
        int code = second & 0x7f;
        boolean masked = (second & 0x80) != 0;
        int lengthBytes = code == 126 ? 2 : code == 127 ? 8 : 0;
        int size = 2 + lengthBytes + (masked ? 4 : 0);
        if (end - at < size) {
            return null;
        }
        long length = switch (lengthBytes) {
            case 0 -> code;
            case 2 -> Short.toUnsignedInt(in.getShort(at + 2));
            default -> in.getLong(at + 2);
        };
        return new FrameHead((first & 0x80) != 0, first & 0x70, first & 0x0f, masked, size, length);
    }

    /** Whether the length is written in the only form it may have, the shortest. */
    boolean isShortest() {
        int lengthBytes = length < 126 ? 0 : length < 0x10000 ? 2 : 8;
        return size == 2 + lengthBytes + (masked ? 4 : 0);
    }

    boolean isControl() {
        return (opcode & 0x08) != 0;
    }

    /** Bytes of the whole frame. */
    long total() {
        return size + length;
    }
}
