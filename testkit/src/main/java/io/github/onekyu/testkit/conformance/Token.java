package io.github.onekyu.testkit.conformance;

import java.util.ArrayList;
import java.util.List;

/** A piece of Java source: a word, the content of a string literal, or a single other character. */
record Token(Kind kind, String text) {
    enum Kind {
        WORD,
        STRING,
        SYMBOL
    }

    boolean is(String symbolOrWord) {
        return kind != Kind.STRING && text.equals(symbolOrWord);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    /** Everything but comments and white space. Escapes in strings stay as they are written. */
    static List<Token> of(String source) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (source.startsWith("//", at)) {
                at = after(source, "\n", at);
            } else if (source.startsWith("/*", at)) {
                at = after(source, "*/", at + 2);
            } else if (source.startsWith("\"\"\"", at)) {
                int end = closing(source, "\"\"\"", at + 3);
                tokens.add(new Token(Kind.STRING, source.substring(at + 3, end)));
                at = end + 3;
            } else if (c == '"' || c == '\'') {
                int end = closing(source, String.valueOf(c), at + 1);
                tokens.add(new Token(Kind.STRING, source.substring(at + 1, end)));
                at = end + 1;
            } else if (Character.isJavaIdentifierStart(c)) {
                int end = at + 1;
                while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(Kind.WORD, source.substring(at, end)));
                at = end;
            } else {
                if (!Character.isWhitespace(c)) {
                    tokens.add(new Token(Kind.SYMBOL, String.valueOf(c)));
                }
                at++;
            }
        }
        return tokens;
    }

    private static int after(String source, String mark, int from) {
        int found = source.indexOf(mark, from);
        return found < 0 ? source.length() : found + mark.length();
    }

    /** Where the literal ends; a quote after a backslash does not end it. */
    private static int closing(String source, String quote, int from) {
        int at = from;
        while (at < source.length() && !source.startsWith(quote, at)) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, source.length());
    }
}
