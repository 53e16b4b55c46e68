package io.github.onekyu.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A second JSON reader, straight from RFC 8259, to hold the project's against: objects as maps, arrays as lists, texts
 * as {@link String}, numbers as {@link Num}, {@code true}, {@code false}, {@code null}. Shares no code with it.
 */
final class ReferenceJson {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([\"\\\\/bfnrt])|u([0-9a-fA-F]{4}))");

    private final String text;
    private int at;
    private int depth;
    private int deepest;
    private int longestNumber;

    /** A number as the text it is written in. */
    record Num(String text) {}

    /** What was read, or that it is no JSON; and what a reader may stumble over. */
    record Outcome(boolean valid, @Nullable Object value, int depth, int longestNumber) {}

    private static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotJson() {
            super(null, null, false, false);
        }
    }

    private ReferenceJson(String text) {
        this.text = text;
    }

    static Outcome read(String text) {
        ReferenceJson reader = new ReferenceJson(text);
        try {
            Object value = reader.value();
            reader.blanks();
            return new Outcome(reader.at == text.length(), value, reader.deepest, reader.longestNumber);
        } catch (NotJson e) {
            return new Outcome(false, null, reader.deepest, reader.longestNumber);
        }
    }

    private @Nullable Object value() {
        blanks();
        if (at == text.length()) {
            throw new NotJson();
        }
        deepest = Math.max(deepest, depth);
        return switch (text.charAt(at)) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        enter();
        if (!take('}')) {
            do {
                blanks();
                String name = string();
                expect(':');
                members.put(name, value());
            } while (take(','));
            expect('}');
        }
        depth--;
        return members;
    }

    private List<@Nullable Object> items() {
        List<@Nullable Object> items = new ArrayList<>();
        enter();
        if (!take(']')) {
            do {
                items.add(value());
            } while (take(','));
            expect(']');
        }
        depth--;
        return items;
    }

    /** Deeper than the project ever reads, so that this reader's stack is safe too. */
    private void enter() {
        at++;
        deepest = Math.max(deepest, ++depth);
        if (depth > 1000) {
            throw new NotJson();
        }
    }

    private String string() {
        if (at == text.length() || text.charAt(at) != '"') {
            throw new NotJson();
        }
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                if (out.codePoints().anyMatch(ReferenceJson::isHalf)) {
                    throw new NotJson();
                }
                return out.toString();
            }
            if (c < 0x20) {
                throw new NotJson();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw new NotJson();
    }

    /** Of a surrogate pair; the grammar lets one stand alone, the project does not. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= 0xd800 && codePoint <= 0xdfff;
    }

    /** Stops on the last character of the escape. */
    private char escaped() {
        Matcher escape = ESCAPE.matcher(text).region(at, text.length());
        if (!escape.lookingAt()) {
            throw new NotJson();
        }
        at = escape.end() - 1;
        if (escape.group(2) != null) {
            return (char) Integer.parseInt(escape.group(2), 16);
        }
        return "\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(escape.group(1)));
    }

    private Num number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw new NotJson();
        }
        at = number.end();
        longestNumber = Math.max(longestNumber, number.group().length());
        return new Num(number.group());
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw new NotJson();
        }
        at += word.length();
        return value;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw new NotJson();
        }
    }

    private boolean take(char wanted) {
        blanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** As ECMAScript's {@code JSON.stringify} would write it, numbers as they came. */
    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> members) {
            String separator = "{";
            for (Map.Entry<?, ?> member : members.entrySet()) {
                out.append(separator);
                quote((String) member.getKey(), out);
                out.append(':');
                write(member.getValue(), out);
                separator = ",";
            }
            out.append(members.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> items) {
            String separator = "[";
            for (Object item : items) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(items.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            quote(string, out);
        } else {
            out.append(value instanceof Num number ? number.text() : String.valueOf(value));
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        string.codePoints().forEach(c -> {
            int letter = "\"\\\b\f\n\r\t".indexOf(c);
            if (letter >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(letter));
            } else if (c < 0x20 || isHalf(c)) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        out.append('"');
    }
}
