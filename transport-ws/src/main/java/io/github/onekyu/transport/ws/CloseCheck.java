package io.github.onekyu.transport.ws;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Finds the answer to a peer's close frame (RFC 6455 §5.5.1, §7.4): the same code, or what was wrong with it. */
final class CloseCheck {
    private CloseCheck() {}

    /** The frame to answer with. */
    static ByteBuffer answer(byte[] payload) {
        if (payload.length == 0) {
            return Frames.close(payload);
        }
        if (payload.length == 1 || !isAllowed(code(payload))) {
            return Frames.close(1002, "not a close code");
        }
        return isUtf8(payload) ? Frames.close(payload) : Frames.close(1007, "the reason is not UTF-8");
    }

    /** For the log. */
    static String describe(byte[] payload) {
        return payload.length < 2 ? "no code" : "code " + code(payload);
    }

    private static int code(byte[] payload) {
        return Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
    }

    /** 1004, 1005, 1006 and 1015 never travel; below 3000 only registered codes may. */
    private static boolean isAllowed(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    private static boolean isUtf8(byte[] payload) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload, 2, payload.length - 2));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
