package io.github.onekyu.core.message;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and writes the string form of messages (message.md §2). Linear in the length, whatever it is given. */
public final class CqCode {
    private static final String START = "[CQ:";

    private CqCode() {}

    /** The segments of a CQ string, texts not yet merged. */
    static List<MessageSegment> read(String cq) {
        List<MessageSegment> segments = new ArrayList<>();
        int lastClose = cq.lastIndexOf(']');
        int textStart = 0;
        int at = cq.indexOf(START);
        // Without a ']' ahead no code can start any more (CQ-01, CQ-09); knowing the last one keeps this linear.
        while (at >= 0 && at < lastClose) {
            int nameStart = at + START.length();
            int nameEnd = nameEnd(cq, nameStart);
            boolean named = nameEnd > nameStart && nameEnd <= lastClose;
            if (named && (cq.charAt(nameEnd) == ',' || cq.charAt(nameEnd) == ']')) {
                addText(segments, cq, textStart, at);
                int close = cq.indexOf(']', nameEnd);
                segments.add(new MessageSegment(cq.substring(nameStart, nameEnd), params(cq, nameEnd, close)));
                textStart = close + 1;
                at = cq.indexOf(START, textStart);
            } else {
                at = cq.indexOf(START, nameEnd); // CQ-04: the character that broke the name may begin a code
            }
        }
        addText(segments, cq, textStart, cq.length());
        return segments;
    }

    static String write(Message message) {
        StringBuilder out = new StringBuilder();
        for (MessageSegment segment : message.segments()) {
            if (segment.isText()) {
                escape(segment.value(MessageSegment.TEXT).orElse(""), false, out);
            } else {
                writeCode(segment, out);
            }
        }
        return out.toString();
    }

    /** Text as it stands in a CQ string (CQ-13). */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(text, false, out);
        return out.toString();
    }

    /** The characters that CQ entities stand for; other entities stay (CQ-11). */
    public static String unescape(String escaped) {
        int amp = escaped.indexOf('&');
        if (amp < 0) {
            return escaped;
        }
        StringBuilder out = new StringBuilder(escaped.length());
        int copied = 0;
        while (amp >= 0) {
            char plain = plain(escaped, amp);
            int next = amp + 1;
            if (plain != 0) {
                out.append(escaped, copied, amp).append(plain);
                next = amp + 5;
                copied = next;
            }
            amp = escaped.indexOf('&', next);
        }
        return out.append(escaped, copied, escaped.length()).toString();
    }

    /** The character for the entity at {@code amp}, 0 if it is none of ours; all four are five characters long. */
    private static char plain(String text, int amp) {
        if (text.startsWith("&amp;", amp)) {
            return '&';
        }
        if (!text.startsWith("&#", amp) || amp + 5 > text.length() || text.charAt(amp + 4) != ';') {
            return 0;
        }
        return switch (text.substring(amp + 2, amp + 4)) {
            case "44" -> ',';
            case "91" -> '[';
            case "93" -> ']';
            default -> 0;
        };
    }

    private static int nameEnd(String cq, int start) {
        int end = start;
        while (end < cq.length() && isNameChar(cq.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }

    private static void addText(List<MessageSegment> segments, String cq, int start, int end) {
        if (start < end) {
            segments.add(MessageSegment.text(unescape(cq.substring(start, end))));
        }
    }

    /** The params between name and end, each after a comma (CQ-05 to CQ-08). */
    private static JsonObject params(String cq, int nameEnd, int close) {
        if (nameEnd == close) {
            return JsonObject.EMPTY;
        }
        JsonObject.Builder params = JsonObject.builder();
        int start = nameEnd;
        while (start < close) {
            int end = indexOf(cq, ',', start + 1, close);
            int equals = indexOf(cq, '=', start + 1, end);
            String key = equals == end ? "" : cq.substring(start + 1, equals).strip();
            if (!key.isEmpty()) {
                params.put(key, unescape(cq.substring(equals + 1, end)));
            }
            start = end;
        }
        return params.build();
    }

    /** Where that character is, {@code end} if it is not before it. */
    private static int indexOf(String cq, char sought, int start, int end) {
        int at = start;
        while (at < end && cq.charAt(at) != sought) {
            at++;
        }
        return at;
    }

    private static void writeCode(MessageSegment segment, StringBuilder out) {
        out.append(START);
        // A type or key that fits the grammar is written as it is; any other must not break out of its place.
        escape(segment.type(), true, out);
        for (Map.Entry<String, JsonValue> param : segment.data().members().entrySet()) {
            String key = param.getKey();
            if (key.isBlank()) {
                continue; // no reader would take it (CQ-06)
            }
            out.append(',');
            out.append(key.replace(",", "&#44;").replace("]", "&#93;").replace("=", "&#61;"));
            out.append('=');
            escape(valueText(param.getValue()), true, out);
        }
        out.append(']');
    }

    /** A node's structured content becomes the CQ string of the same message, which any reader takes (SEG-20). */
    private static String valueText(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        return Message.of(value, false).map(Message::toCqCode).orElseGet(value::toString);
    }

    private static void escape(String text, boolean inCode, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '[' -> out.append("&#91;");
                case ']' -> out.append("&#93;");
                case ',' -> out.append(inCode ? "&#44;" : ",");
                default -> out.append(c);
            }
        }
    }
}
