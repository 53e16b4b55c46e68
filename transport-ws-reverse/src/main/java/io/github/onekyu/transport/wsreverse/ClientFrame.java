package io.github.onekyu.transport.wsreverse;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Writes one whole, masked frame (RFC 6455 §5.2). Tyrus could, but from a {@code String} and on the thread that sends;
 * here the event's shared bytes wait in the queue and are masked by the connection's own IO thread.
 */
final class ClientFrame {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final byte[] NOTHING = {};
    private static final SecureRandom MASKS = new SecureRandom();

    private ClientFrame() {}

    static ByteBuffer text(byte[] utf8) {
        return frame(TEXT, utf8);
    }

    static ByteBuffer ping() {
        return frame(PING, NOTHING);
    }

    /** @param payload empty, or a code and perhaps a reason */
    static ByteBuffer close(byte[] payload) {
        return frame(CLOSE, payload);
    }

    private static ByteBuffer frame(int opcode, byte[] payload) {
        int length = payload.length;
        ByteBuffer frame = ByteBuffer.allocate(length + 14);
        frame.put((byte) (0x80 | opcode));
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else if (length < 0x10000) {
            frame.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(length);
        }
        int mask = MASKS.nextInt();
        frame.putInt(mask);
        int i = 0;
        for (ByteBuffer rest = ByteBuffer.wrap(payload); rest.remaining() >= 4; i += 4) {
            frame.putInt(rest.getInt() ^ mask);
        }
        for (; i < length; i++) {
            frame.put((byte) (payload[i] ^ mask >>> (24 - 8 * (i & 3))));
        }
        return frame.flip();
    }
}
