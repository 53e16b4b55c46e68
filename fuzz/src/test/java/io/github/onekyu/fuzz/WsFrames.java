package io.github.onekyu.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Frames as RFC 6455 has them: strict about those of a server, and able to write a client's. */
final class WsFrames {
    static final int TEXT = 1;
    static final int CLOSE = 8;

    private static final Set<Integer> OPCODES = Set.of(0, TEXT, 2, CLOSE, 9, 10);

    /** One frame; the payload as text. */
    record Frame(int opcode, String text) {}

    private WsFrames() {}

    /** A whole text message, masked with zeros, which changes nothing. */
    static byte[] text(byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | TEXT);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** All frames; fails if these bytes are not what a server may send, or end in the middle of a frame. */
    static List<Frame> read(byte[] bytes) throws IOException {
        List<Frame> frames = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(bytes);
        while (in.available() > 0) {
            frames.add(next(in));
        }
        return frames;
    }

    /** Waits for the next frame. */
    static Frame next(InputStream in) throws IOException {
        int head = in.read();
        int opcode = head & 0x0f;
        require(head >= 0, "the end, without a close frame");
        require((head & 0x70) == 0 && OPCODES.contains(opcode), "reserved bits or opcode " + head);
        int length = in.read();
        require(length >= 0, "half a head");
        require(length < 0x80, "a server's frame is not masked");
        require(opcode < CLOSE || (length <= 125 && head >= 0x80), "a control frame is short and whole");
        require(length != 127, "nothing here is that long");
        if (length == 126) {
            byte[] more = in.readNBytes(2);
            require(more.length == 2, "half a head");
            length = (more[0] & 0xff) << 8 | (more[1] & 0xff);
        }
        byte[] payload = in.readNBytes(length);
        require(payload.length == length, "half a frame");
        require(opcode != CLOSE || length != 1, "half a close code");
        return new Frame(opcode, opcode == TEXT ? utf8(payload) : "");
    }

    private static String utf8(byte[] payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("a text that is not UTF-8", e);
        }
    }

    private static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new AssertionError("not WebSocket: " + otherwise);
        }
    }
}
