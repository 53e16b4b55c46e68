package io.github.onekyu.core.diagnosis;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One frame of a WebSocket server (RFC 6455 §5.2), read by somebody who wants to know just the beginning. */
record ServerFrame(int opcode, byte[] payload) {
    static final int CLOSE = 8;
    private static final int TEXT = 1;
    private static final long LONGEST = 1 << 20;

    static ServerFrame read(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > LONGEST || (second & 0x80) != 0) {
            throw new IOException("the peer broke the WebSocket protocol");
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new ServerFrame(opcode, payload);
    }

    boolean isText() {
        return opcode == TEXT;
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    int closeCode() {
        return payload.length < 2
                ? 1005
                : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
    }

    String closeWords() {
        return payload.length < 3 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    /** A good-bye with code 1000, masked with zeros. */
    static byte[] goodbye() {
        return new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xe8};
    }
}
