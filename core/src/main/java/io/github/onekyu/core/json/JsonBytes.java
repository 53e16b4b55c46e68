package io.github.onekyu.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A growing buffer of UTF-8 JSON text. It escapes exactly what ECMAScript's {@code JSON.stringify} escapes, because a
 * receiver may check a signature over its own re-serialised text (POST-05; koishi does). Not thread-safe.
 */
public final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer;
    private int size;

    public JsonBytes(int capacity) {
        buffer = new byte[Math.max(16, capacity)];
    }

    /** Appends text that is JSON already, such as a caller's raw echo or a punctuation mark. */
    public JsonBytes raw(String json) {
        int length = json.length();
        ensure(length * 3);
        for (int i = 0; i < length; i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                buffer[size++] = (byte) c;
            } else {
                i = multiByte(json, i, c);
            }
        }
        return this;
    }

    public JsonBytes value(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object(object.members());
        }
        if (value instanceof JsonArray array) {
            ascii('[');
            for (int i = 0; i < array.size(); i++) {
                if (i > 0) {
                    ascii(',');
                }
                value(array.get(i));
            }
            return ascii(']');
        }
        if (value instanceof JsonString string) {
            return string(string.value());
        }
        return raw(value.toString());
    }

    private JsonBytes object(Map<String, JsonValue> members) {
        char separator = '{';
        if (members instanceof JsonMembers small) {
            for (int i = 0; i < small.size(); i++) {
                member(separator, small.name(i), small.value(i));
                separator = ',';
            }
        } else {
            for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                member(separator, member.getKey(), member.getValue());
                separator = ',';
            }
        }
        if (separator == '{') {
            ascii('{');
        }
        return ascii('}');
    }

    private void member(char separator, String name, JsonValue value) {
        ascii(separator).string(name).ascii(':').value(value);
    }

    /** Appends a quoted and escaped string. */
    public JsonBytes string(String text) {
        int length = text.length();
        ensure(length + 2);
        buffer[size++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
                if (size == buffer.length) {
                    ensure(length - i + 8);
                }
                buffer[size++] = (byte) c;
            } else {
                ensure(6);
                i = special(text, i, c);
            }
        }
        return ascii('"');
    }

    private int special(String text, int index, char c) {
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            case '\b' -> escape('b');
            case '\f' -> escape('f');
            default -> {
                if (c < 0x20 || isLone(text, index, c)) {
                    unicode(c);
                } else {
                    return multiByte(text, index, c);
                }
            }
        }
        return index;
    }

    private static boolean isLone(String text, int index, char c) {
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return Character.isLowSurrogate(c)
                || index + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(index + 1));
    }

    private void escape(char c) {
        buffer[size++] = '\\';
        buffer[size++] = (byte) c;
    }

    private void unicode(char c) {
        escape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[size++] = HEX[(c >> shift) & 0xf];
        }
    }

    /** Writes the code point at {@code index}; answers the index of its last char. */
    private int multiByte(String text, int index, char c) {
        ensure(4);
        if (c < 0x80) {
            buffer[size++] = (byte) c;
        } else if (c < 0x800) {
            buffer[size++] = (byte) (0xc0 | (c >> 6));
            continuation(c);
        } else if (Character.isHighSurrogate(c)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1))) {
            int codePoint = Character.toCodePoint(c, text.charAt(index + 1));
            buffer[size++] = (byte) (0xf0 | (codePoint >> 18));
            continuation(codePoint >> 12);
            continuation(codePoint >> 6);
            continuation(codePoint);
            return index + 1;
        } else {
            buffer[size++] = (byte) (0xe0 | (c >> 12));
            continuation(c >> 6);
            continuation(c);
        }
        return index;
    }

    private void continuation(int bits) {
        buffer[size++] = (byte) (0x80 | (bits & 0x3f));
    }

    private JsonBytes ascii(char c) {
        ensure(1);
        buffer[size++] = (byte) c;
        return this;
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }
}
