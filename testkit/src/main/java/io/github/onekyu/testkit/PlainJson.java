package io.github.onekyu.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, strings, {@link BigDecimal}s (without trailing zeros, so that equal numbers are equal),
 * booleans and null. Shares no code with the project, so that a mistake there is not repeated here. Strict about
 * structure; not meant for input of strangers.
 */
public final class PlainJson {
    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    /** @throws AssertionError if the text is not exactly one JSON value */
    public static @Nullable Object parse(String text) {
        PlainJson reader = new PlainJson(text);
        Object value = reader.value();
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.wrong("the end");
        }
        return value;
    }

    /** @throws AssertionError if the text is not exactly one JSON object, or has a member twice */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> object(String text) {
        if (parse(text) instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw new AssertionError("not a JSON object: " + text);
    }

    private @Nullable Object value() {
        blanks();
        return switch (at < text.length() ? text.charAt(at) : ' ') {
            case '{' -> members();
            case '[' -> items();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        expect('{');
        if (take('}')) {
            return members;
        }
        do {
            blanks();
            String name = string();
            expect(':');
            if (members.containsKey(name)) {
                throw new AssertionError("member \"" + name + "\" comes twice: " + text);
            }
            members.put(name, value());
        } while (take(','));
        expect('}');
        return members;
    }

    private List<@Nullable Object> items() {
        List<@Nullable Object> items = new ArrayList<>();
        expect('[');
        if (take(']')) {
            return items;
        }
        do {
            items.add(value());
        } while (take(','));
        expect(']');
        return items;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong("no control character in a string");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw wrong("four hexadecimal digits");
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw wrong("an escape");
        };
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(start, at)).stripTrailingZeros();
        } catch (NumberFormatException e) {
            at = start;
            throw wrong("a value");
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong(word);
        }
        at += word.length();
        return value;
    }

    private boolean take(char wanted) {
        blanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private AssertionError wrong(String expected) {
        return new AssertionError("not JSON: expected " + expected + " at " + at + " in " + text);
    }
}
