package io.github.onekyu.transport.ws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as a server writes them: whole and unmasked (RFC 6455 §5.2). Position 0, limit at the end. */
final class Frames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final byte[] NOTHING = {};

    private Frames() {}

    static ByteBuffer text(byte[] utf8) {
        return frame(TEXT, utf8);
    }

    static ByteBuffer ping() {
        return frame(PING, NOTHING);
    }

    /** @param payload empty, or a code and a reason as the peer sent them */
    static ByteBuffer close(byte[] payload) {
        return frame(CLOSE, payload);
    }

    /** @param reason short: at most 123 bytes */
    static ByteBuffer close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        ByteBuffer.wrap(payload).putShort((short) code).put(text);
        return frame(CLOSE, payload);
    }

    /** What kind of frame these bytes start with. */
    static int opcode(ByteBuffer frame) {
        return frame.get(frame.position()) & 0x0f;
    }

    /** Whether these bytes start with the head of a close frame. */
    static boolean isClose(ByteBuffer frame) {
        return opcode(frame) == CLOSE;
    }

    private static ByteBuffer frame(int opcode, byte[] payload) {
        int length = payload.length;
        int head = length < 126 ? 2 : length < 0x10000 ? 4 : 10;
        ByteBuffer frame = ByteBuffer.allocate(head + length).put((byte) (FIN | opcode));
        switch (head) {
            case 2 -> frame.put((byte) length);
            case 4 -> frame.put((byte) 126).putShort((short) length);
            default -> frame.put((byte) 127).putLong(length);
        }
        return frame.put(payload).flip();
    }
}
