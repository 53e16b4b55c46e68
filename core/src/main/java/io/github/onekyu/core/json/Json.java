package io.github.onekyu.core.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads and writes JSON text: strict, exact and compact (NET-03, NET-04, WS-15, HTTP-10). Thread-safe. */
public final class Json {
    /** Deeper nesting is refused, so that no peer can exhaust a stack (WS-15). */
    public static final int MAX_DEPTH = 512;

    private Json() {}

    /**
     * Reads one value with nothing after it but white space.
     *
     * @throws JsonSyntaxException if the text is anything else, or nested deeper than {@link #MAX_DEPTH}
     */
    public static JsonValue parse(String text) {
        return new JsonParser(text).document();
    }

    /** As {@link #parse(String)}; bytes that are not UTF-8 are a syntax error. */
    public static JsonValue parse(byte[] utf8) {
        return parse(decode(utf8));
    }

    /** @throws JsonSyntaxException if the bytes are not well-formed UTF-8 */
    public static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonSyntaxException("the bytes are not valid UTF-8", e);
        }
    }

    /** Compact text: no spaces, non-ASCII and {@code /} as they are. */
    public static String write(JsonValue value) {
        return new String(writeBytes(value), StandardCharsets.UTF_8);
    }

    /** Compact UTF-8 bytes. */
    public static byte[] writeBytes(JsonValue value) {
        return new JsonBytes(64).value(value).toByteArray();
    }
}
