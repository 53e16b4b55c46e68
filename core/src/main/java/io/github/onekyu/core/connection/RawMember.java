package io.github.onekyu.core.connection;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;

/**
 * Finds the exact text of a member of the outermost object, which the parsed value no longer has: {@code 1.10}, spaces
 * and escapes of an echo are the caller's and come back as they were (WS-20).
 */
final class RawMember {
    private final String text;
    private int at;

    private RawMember(String text) {
        this.text = text;
    }

    /**
     * @param text one valid JSON object
     * @param parsed the member's value, the fallback if the text is not found
     */
    static String of(String text, String name, JsonValue parsed) {
        return new RawMember(text).find(name, parsed);
    }

    private String find(String name, JsonValue parsed) {
        String found = null;
        at = text.indexOf('{') + 1;
        while (next() != '}') {
            String key = name(stringEnd());
            next(); // the colon
            at++;
            next();
            int start = at;
            skipValue();
            if (key.equals(name)) {
                found = text.substring(start, at); // the last of several wins, as when parsing
            }
            if (next() == ',') {
                at++;
            }
        }
        return found == null ? Json.write(parsed) : found;
    }

    private String name(int end) {
        String quoted = text.substring(at, end);
        at = end;
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, quoted.length() - 1);
        }
        return ((JsonString) Json.parse(quoted)).value();
    }

    /** Moves to the next character that is not white space and answers it. */
    private char next() {
        while (text.charAt(at) <= ' ') {
            at++;
        }
        return text.charAt(at);
    }

    private void skipValue() {
        int depth = 0;
        while (true) {
            switch (text.charAt(at)) {
                case '"' -> at = stringEnd() - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) {
                        return;
                    }
                    depth--;
                }
                case ',', ' ', '\n', '\r', '\t' -> {
                    if (depth == 0) {
                        return;
                    }
                }
                default -> {
                    // part of a number or literal
                }
            }
            at++;
        }
    }

    /** The index after the string that starts here. */
    private int stringEnd() {
        int i = at + 1;
        while (text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }
}
