package io.github.onekyu.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One WebSocket frame as it came, or the end of the connection.
 *
 * @param opcode 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong; {@link #END} for the end of the connection
 * @param masked whether it was masked on the wire; {@code payload} is unmasked in any case
 * @param nanoTime when it had been read completely
 */
public record WebSocketFrame(boolean fin, int opcode, boolean masked, byte[] payload, long nanoTime) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    /** Not on the wire: the peer closed or reset the TCP connection. */
    public static final int END = -1;

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    public boolean isClose() {
        return opcode == CLOSE;
    }

    /** Whether the TCP connection ended here. */
    public boolean isEnd() {
        return opcode == END;
    }

    /** The code of a close frame; empty where it carries none. */
    public OptionalInt closeCode() {
        return isClose() && payload.length >= 2
                ? OptionalInt.of(Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort()))
                : OptionalInt.empty();
    }

    /** The bytes of one frame, for {@code sendRaw}: half of it, several at once, or with a wrong mask bit. */
    public static byte[] encode(boolean fin, int opcode, boolean masked, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
        out.write((fin ? 0x80 : 0) | opcode);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else if (payload.length < 1 << 16) {
            out.write(mask | 126);
            out.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            out.write(mask | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        if (!masked) {
            out.writeBytes(payload);
            return out.toByteArray();
        }
        byte[] key = new byte[4];
        ThreadLocalRandom.current().nextBytes(key);
        out.writeBytes(key);
        out.writeBytes(mask(payload, key));
        return out.toByteArray();
    }

    static byte[] closePayload(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
    }

    /** The whole message that this frame ends. */
    WebSocketFrame withPayload(byte[] whole) {
        return new WebSocketFrame(true, TEXT, masked, whole, nanoTime);
    }

    static WebSocketFrame end() {
        return new WebSocketFrame(true, END, false, new byte[0], System.nanoTime());
    }

    static WebSocketFrame read(InputStream in) throws IOException {
        byte[] start = HttpWire.readExactly(in, 2);
        boolean masked = (start[1] & 0x80) != 0;
        long length = start[1] & 0x7f;
        if (length == 126) {
            length = Short.toUnsignedInt(
                    ByteBuffer.wrap(HttpWire.readExactly(in, 2)).getShort());
        } else if (length == 127) {
            length = ByteBuffer.wrap(HttpWire.readExactly(in, 8)).getLong();
        }
        byte[] key = masked ? HttpWire.readExactly(in, 4) : new byte[4];
        byte[] payload = mask(HttpWire.readExactly(in, Math.toIntExact(length)), key);
        return new WebSocketFrame((start[0] & 0x80) != 0, start[0] & 0x0f, masked, payload, System.nanoTime());
    }

    private static byte[] mask(byte[] payload, byte[] key) {
        byte[] masked = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            masked[i] = (byte) (payload[i] ^ key[i & 3]);
        }
        return masked;
    }
}
