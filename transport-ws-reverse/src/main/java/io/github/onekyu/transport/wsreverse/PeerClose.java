package io.github.onekyu.transport.wsreverse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a peer's close frame said, checked (RFC 6455 §5.5.1, §7.4).
 *
 * @param code what it said, 1005 if it said nothing (RWS-13)
 * @param answer the payload to answer with: the same, or the code for what was wrong with it
 * @param words why, in the peer's words: one short line; empty if it gave none
 * @param fault what was wrong; empty if nothing was
 */
record PeerClose(int code, byte[] answer, String words, String fault) {
    private static final int NO_CODE = 1005;
    private static final int MOST_WORDS = 100;

    static PeerClose of(byte[] payload) {
        if (payload.length == 0) {
            return new PeerClose(NO_CODE, payload, "", "");
        }
        int code = payload.length == 1
                ? 0
                : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        if (!mayTravel(code)) {
            return new PeerClose(code, payload(1002), "", "a close frame without a code that may be sent");
        }
        return isUtf8(payload)
                ? new PeerClose(code, payload, words(payload), "")
                : new PeerClose(code, payload(1007), "", "a close frame whose reason is not UTF-8");
    }

    /** For a log: nothing in it moves the cursor or hides what stands beside it. */
    private static String words(byte[] payload) {
        String said = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ")
                .strip();
        return said.length() > MOST_WORDS ? said.substring(0, MOST_WORDS) + "..." : said;
    }

    private static byte[] payload(int code) {
        return ByteBuffer.allocate(2).putShort((short) code).array();
    }

    /** 1004, 1005, 1006 and 1015 never travel; below 3000 only registered codes may. */
    private static boolean mayTravel(int code) {
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
