package io.github.onekyu.core.filter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the expressions for which RE2/J 1.8 never returns: those that ignore case and name one of nine Cyrillic letters
 * that its tables do not know and the JDK's do, alone or within a range. Folding those leads round and round beside
 * them.
 */
final class CaseFolding {
    private static final int FIRST = 0x1c80;
    private static final int LAST = 0x1c88;
    private static final int EVERYTHING = Character.MAX_CODE_POINT;

    private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z-]*i");
    private static final Pattern HEX = Pattern.compile("\\\\x(?:\\{([0-9a-fA-F]{1,6})\\}|([0-9a-fA-F]{2}))");

    private final String expression;
    private int at;
    private boolean inClass;

    private CaseFolding(String expression) {
        this.expression = expression;
    }

    /** Whether compiling this would hang; RE2/J may yet refuse it for other reasons. */
    static boolean hangs(String re2) {
        if (!IGNORES_CASE.matcher(re2).find()) {
            return false;
        }
        CaseFolding walk = new CaseFolding(re2);
        while (walk.at < re2.length()) {
            if (walk.nextIsFatal()) {
                return true;
            }
        }
        return false;
    }

    private boolean nextIsFatal() {
        if (expression.startsWith("\\Q", at)) {
            int end = expression.indexOf("\\E", at);
            int after = end < 0 ? expression.length() : end;
            boolean fatal = expression.substring(at, after).chars().anyMatch(c -> c >= FIRST && c <= LAST);
            at = Math.min(after + 2, expression.length());
            return fatal;
        }
        char c = expression.charAt(at);
        if (!inClass && c == '[') {
            inClass = true;
            at += expression.startsWith("[^", at) ? 2 : 1;
            if (expression.startsWith("]", at)) {
                at++; // first in its class it is a letter like any other
            }
            return false;
        }
        if (inClass && c == ']') {
            inClass = false;
            at++;
            return false;
        }
        int low = letter();
        int high = low;
        boolean range = inClass && expression.startsWith("-", at) && !expression.startsWith("-]", at);
        if (range && at + 1 < expression.length()) {
            at++;
            high = letter();
        }
        // From before the first letter to the very end is taken over as it is.
        boolean whole = low <= 'A' && high == EVERYTHING;
        return low <= LAST && high >= FIRST && !whole;
    }

    /** Reads one letter, written out or as an escape; other escapes count as the letter they have. */
    private int letter() {
        if (expression.charAt(at) == '\\' && at + 1 < expression.length()) {
            Matcher hex = HEX.matcher(expression).region(at, expression.length());
            if (hex.lookingAt()) {
                at = hex.end();
                return Integer.parseInt(hex.group(1) == null ? hex.group(2) : hex.group(1), 16);
            }
            at++;
        }
        int letter = expression.codePointAt(at);
        at += Character.charCount(letter);
        return letter;
    }
}
