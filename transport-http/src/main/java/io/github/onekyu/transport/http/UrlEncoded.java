package io.github.onekyu.transport.http;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Query strings, forms and path segments. The input has one character for each byte that came (ISO 8859-1), encoded or
 * not, so that bytes are put together to UTF-8 only once (PAR-03, HTTP-04).
 */
final class UrlEncoded {
    private UrlEncoded() {}

    /** The pairs of a query or form as strings: of a repeated name the first wins, empty names are left out. */
    static JsonObject pairs(String text) {
        if (text.isEmpty()) {
            return JsonObject.EMPTY;
        }
        Map<String, JsonValue> pairs = new LinkedHashMap<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            if (end < 0) {
                end = text.length();
            }
            int equals = text.indexOf('=', start); // PAR-04: the first one
            int nameEnd = equals < 0 || equals > end ? end : equals;
            String name = decode(text, start, nameEnd, true);
            if (!name.isEmpty()) {
                pairs.putIfAbsent(name, new JsonString(decode(text, Math.min(nameEnd + 1, end), end, true)));
            }
            start = end + 1;
        }
        return JsonObject.of(pairs);
    }

    /** Decodes a part of a path, once; there a plus sign is a plus sign. */
    static String segment(String text) {
        return decode(text, 0, text.length(), false);
    }

    private static String decode(String text, int start, int end, boolean plusIsSpace) {
        int plain = start;
        while (plain < end && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == end) {
            return text.substring(start, end);
        }
        byte[] bytes = new byte[end - start];
        int size = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < end && hex(text, i + 1) >= 0 && hex(text, i + 2) >= 0) {
                bytes[size++] = (byte) (hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else {
                bytes[size++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        // This constructor puts U+FFFD where the bytes are not UTF-8.
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private static boolean isPlain(char c) {
        return c != '%' && c != '+' && c < 0x80;
    }

    private static int hex(String text, int index) {
        return Character.digit(text.charAt(index), 16);
    }
}
