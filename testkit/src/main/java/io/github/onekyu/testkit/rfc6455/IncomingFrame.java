package io.github.onekyu.testkit.rfc6455;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A frame that the product sent.
 *
 * @param fault what is wrong with it by the RFC; empty if nothing is
 */
record IncomingFrame(int opcode, byte[] payload, String fault) {
    /** @throws EOFException at the end of the connection, also in the middle of a frame */
    static IncomingFrame read(InputStream in, boolean masked) throws IOException {
        byte[] start = exactly(in, 2);
        int opcode = start[0] & 0x0f;
        int code = start[1] & 0x7f;
        long length = code;
        if (code == 126) {
            length = Short.toUnsignedInt(ByteBuffer.wrap(exactly(in, 2)).getShort());
        } else if (code == 127) {
            length = ByteBuffer.wrap(exactly(in, 8)).getLong();
        }
        boolean isMasked = (start[1] & 0x80) != 0;
        byte[] key = isMasked ? exactly(in, 4) : new byte[4];
        byte[] payload = exactly(in, Math.toIntExact(length));
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i & 3];
        }
        return new IncomingFrame(opcode, payload, fault(start[0] & 0xff, code, length, isMasked == masked, payload));
    }

    private static String fault(int first, int code, long length, boolean maskIsRight, byte[] payload) {
        int opcode = first & 0x0f;
        if (!maskIsRight) {
            return "wrong mask bit";
        }
        if ((first & 0xf0) != 0x80) {
            return "not one whole frame without reserved bits";
        }
        if ((code == 126 && length < 126) || (code == 127 && length < 1 << 16)) {
            return "length not in its shortest form";
        }
        if (opcode >= WireFrame.CLOSE && length > 125) {
            return "long control frame";
        }
        int text = opcode == WireFrame.TEXT ? 0 : opcode == WireFrame.CLOSE && length > 2 ? 2 : payload.length;
        return isUtf8(payload, text) ? "" : "not UTF-8";
    }

    private static boolean isUtf8(byte[] bytes, int from) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }
}
