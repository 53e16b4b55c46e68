package io.github.onekyu.core.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one text: RFC 8259 and nothing more, except for a byte order mark at the start. It goes over the text itself
 * once, since a reader with buffers costs more than the short texts of most calls. Not thread-safe; used once.
 */
final class JsonParser {
    /** A longer number is refused: nobody sends one in earnest. */
    private static final int LONGEST_NUMBER = 1024;

    private final String text;
    private int at;
    private int depth;

    JsonParser(String text) {
        this.text = text;
    }

    /** @throws JsonSyntaxException if the text is not exactly one value */
    JsonValue document() {
        if (text.startsWith("\ufeff")) {
            at = 1;
        }
        JsonValue value = value();
        skipBlanks();
        if (at < text.length()) {
            throw wrong("content after the value");
        }
        return value;
    }

    private JsonValue value() {
        return switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> literal("true", JsonBoolean.TRUE);
            case 'f' -> literal("false", JsonBoolean.FALSE);
            case 'n' -> literal("null", JsonNull.NULL);
            default -> number();
        };
    }

    private JsonObject object() {
        enter();
        JsonObject.Builder object = JsonObject.builder();
        if (next() == '}') {
            at++;
        } else {
            do {
                if (next() != '"') {
                    throw wrong("expected a name in quotes");
                }
                String name = string();
                if (next() != ':') {
                    throw wrong("expected ':'");
                }
                at++;
                object.put(name, value());
            } while (another('}'));
        }
        depth--;
        return object.build();
    }

    private JsonArray array() {
        enter();
        List<JsonValue> items = new ArrayList<>();
        if (next() == ']') {
            at++;
        } else {
            do {
                items.add(value());
            } while (another(']'));
        }
        depth--;
        return new JsonArray(items);
    }

    private void enter() {
        if (++depth > Json.MAX_DEPTH) {
            throw wrong("nested deeper than " + Json.MAX_DEPTH);
        }
        at++;
    }

    /** Passes the comma or the end that must come here; whether it was the comma. */
    private boolean another(char end) {
        char c = next();
        if (c != ',' && c != end) {
            throw wrong("expected ',' or '" + end + "'");
        }
        at++;
        return c == ',';
    }

    private JsonValue literal(String word, JsonValue value) {
        if (!text.startsWith(word, at)) {
            throw wrong("expected a value");
        }
        at += word.length();
        return value;
    }

    private JsonNumber number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits(start);
        }
        if (peek() == '.') {
            at++;
            digits(start);
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits(start);
        }
        if (at - start > LONGEST_NUMBER) {
            throw wrong("a number of more than " + LONGEST_NUMBER + " characters");
        }
        return new JsonNumber(text.substring(start, at));
    }

    private void digits(int numberStart) {
        int first = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == first) {
            throw wrong(at == numberStart ? "expected a value" : "expected a digit");
        }
    }

    private String string() {
        int start = ++at;
        boolean surrogates = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                return checked(text.substring(start, i), surrogates);
            }
            if (c == '\\') {
                at = i;
                return unescaped(start);
            }
            if (c < 0x20) {
                at = i;
                throw wrong("a control character in a string");
            }
            surrogates |= Character.isSurrogate(c);
        }
        throw cut();
    }

    /** A string whose first backslash is here. */
    private String unescaped(int start) {
        StringBuilder out = new StringBuilder(Math.min(text.length() - start, at - start + 64));
        out.append(text, start, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return checked(out.toString(), true);
            }
            if (c < 0x20) {
                throw wrong("a control character in a string");
            }
            out.append(c == '\\' ? escape() : c);
            at++;
        }
        throw cut();
    }

    /** What the escape that starts here stands for; moves to its last character. */
    private char escape() {
        at++;
        return switch (peek()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("no such escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("expected four hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    /** Half a surrogate pair is no character, and no UTF-8 could tell it. */
    private String checked(String string, boolean surrogates) {
        if (surrogates) {
            for (int i = 0; i < string.length(); i++) {
                char c = string.charAt(i);
                if (Character.isSurrogate(c)) {
                    i++;
                    if (Character.isLowSurrogate(c)
                            || i == string.length()
                            || !Character.isLowSurrogate(string.charAt(i))) {
                        throw wrong("half a surrogate pair in a string");
                    }
                }
            }
        }
        return string;
    }

    /** The character here, 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** The next character that is no white space. */
    private char next() {
        skipBlanks();
        if (at == text.length()) {
            throw cut();
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private JsonSyntaxException cut() {
        return new JsonSyntaxException(text.isBlank() ? "the text is empty" : "the text ends in the middle of a value");
    }

    /** The text itself is not told: it may hold secrets. */
    private JsonSyntaxException wrong(String trouble) {
        if (at >= text.length()) {
            return cut();
        }
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i++) {
            column++;
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            }
        }
        return new JsonSyntaxException(trouble + " at line " + line + " column " + column);
    }
}
