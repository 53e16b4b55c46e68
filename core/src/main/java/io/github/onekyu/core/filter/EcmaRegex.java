package io.github.onekyu.core.filter;

/**
 * Rewrites the few things that ECMAScript expressions say differently from RE2, which is used for its linear time
 * (FLT-20): {@code .} leaves out all four line breaks, not only {@code \n}; code units are written {@code \\u4f60};
 * {@code []} and {@code [^]} are no and any character. All else is passed on, RE2 accepts or refuses it.
 */
final class EcmaRegex {
    private static final String ANY_BUT_BREAKS = "[^\\n\\r\\x{2028}\\x{2029}]";
    private static final int CODE_UNIT_DIGITS = 4;

    private final String expression;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private EcmaRegex(String expression) {
        this.expression = expression;
    }

    static String toRe2(String expression) {
        EcmaRegex rewriting = new EcmaRegex(expression);
        // RE2's own flag (?s), should somebody use it, means the dot it says.
        boolean dotAll = expression.matches("(?s).*\\(\\?[a-zA-Z]*s.*");
        while (rewriting.at < expression.length()) {
            rewriting.next(dotAll);
        }
        return rewriting.out.toString();
    }

    private void next(boolean dotAll) {
        char c = expression.charAt(at);
        if (c == '\\') {
            escape();
        } else if (c == '[') {
            bracket();
        } else if (c == '.' && !dotAll) {
            out.append(ANY_BUT_BREAKS);
            at++;
        } else {
            out.append(c);
            at++;
        }
    }

    private void escape() {
        if (expression.startsWith("\\u", at) && isCodeUnit(at + 2)) {
            codeUnit(expression.substring(at + 2, at + 2 + CODE_UNIT_DIGITS));
            at += 2 + CODE_UNIT_DIGITS;
            return;
        }
        int end = Math.min(at + 2, expression.length());
        out.append(expression, at, end);
        at = end;
    }

    /** Outside ASCII nothing has a meaning of its own, and two halves of a pair written out become one character. */
    private void codeUnit(String hex) {
        char unit = (char) Integer.parseInt(hex, 16);
        if (unit < 0x80) {
            out.append("\\x{").append(hex).append('}');
        } else {
            out.append(unit);
        }
    }

    private boolean isCodeUnit(int start) {
        if (start + CODE_UNIT_DIGITS > expression.length()) {
            return false;
        }
        for (int i = start; i < start + CODE_UNIT_DIGITS; i++) {
            if (Character.digit(expression.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private void bracket() {
        if (expression.startsWith("[]", at)) {
            out.append("[^\\x{0}-\\x{10ffff}]");
            at += 2;
        } else if (expression.startsWith("[^]", at)) {
            out.append("[\\x{0}-\\x{10ffff}]");
            at += 3;
        } else {
            characterClass();
        }
    }

    private void characterClass() {
        out.append(expression.charAt(at++));
        while (at < expression.length() && expression.charAt(at) != ']') {
            if (expression.charAt(at) == '\\') {
                escape();
            } else if (expression.startsWith("[:", at) && expression.indexOf(":]", at) > 0) {
                int end = expression.indexOf(":]", at) + 2;
                out.append(expression, at, end);
                at = end;
            } else {
                out.append(expression.charAt(at++));
            }
        }
        if (at < expression.length()) {
            out.append(']');
            at++;
        }
    }
}
