package io.github.onekyu.testkit.rfc6455;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A frame to be sent, right or wrong in any of its parts.
 *
 * @param lengthBytes of the extended length: 0, 2 or 8, or {@link #SHORTEST}
 * @param length what the head says, which need not be what follows
 */
record WireFrame(boolean fin, int reserved, int opcode, int lengthBytes, long length, byte[] payload, int key) {
    static final int SHORTEST = -1;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int SOME_KEY = 0x37fa213d;

    static WireFrame of(boolean fin, int opcode, byte[] payload) {
        return new WireFrame(fin, 0, opcode, SHORTEST, payload.length, payload, SOME_KEY);
    }

    /** A whole message or control frame. */
    static WireFrame of(int opcode, byte[] payload) {
        return of(true, opcode, payload);
    }

    WireFrame withReserved(int bits) {
        return new WireFrame(fin, bits, opcode, lengthBytes, length, payload, key);
    }

    WireFrame withLengthIn(int bytes) {
        return new WireFrame(fin, reserved, opcode, bytes, length, payload, key);
    }

    /** Says another length than that of its payload. */
    WireFrame saying(long otherLength) {
        return new WireFrame(fin, reserved, opcode, lengthBytes, otherLength, payload, key);
    }

    WireFrame withKey(int maskingKey) {
        return new WireFrame(fin, reserved, opcode, lengthBytes, length, payload, maskingKey);
    }

    byte[] encode(boolean masked) {
        int extended = lengthBytes != SHORTEST ? lengthBytes : length < 126 ? 0 : length < 1 << 16 ? 2 : 8;
        ByteBuffer out = ByteBuffer.allocate(2 + extended + 4 + payload.length);
        out.put((byte) ((fin ? 0x80 : 0) | reserved << 4 | opcode));
        int bit = masked ? 0x80 : 0;
        switch (extended) {
            case 0 -> out.put((byte) (bit | (int) length));
            case 2 -> out.put((byte) (bit | 126)).putShort((short) length);
            default -> out.put((byte) (bit | 127)).putLong(length);
        }
        if (masked) {
            out.putInt(key);
        }
        for (int i = 0; i < payload.length; i++) {
            out.put(masked ? (byte) (payload[i] ^ key >>> (24 - 8 * (i & 3))) : payload[i]);
        }
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return bytes;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
