package io.github.onekyu.core.filter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large an expression becomes once its repeats are written out. RE2/J limits one repeat to 1000 and not repeats
 * within repeats, so that {@code ((a{1000}){1000}){1000}} would take all the memory there is; and it goes down one stack
 * frame for each open group.
 */
final class RegexSize {
    /** Steps of a compiled expression: some megabytes, compiled in a fraction of a second. */
    private static final long LARGEST = 100_000;

    private static final int DEEPEST = 1000;
    /** A larger count is none that RE2/J takes. */
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

    private final String expression;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;
    private int at;

    private RegexSize(String expression) {
        this.expression = expression;
    }

    /**
     * What is too much about the expression; empty if nothing is.
     *
     * @param re2 an expression that RE2/J may yet refuse for other reasons
     */
    static Optional<String> trouble(String re2) {
        RegexSize walk = new RegexSize(re2);
        while (walk.at < re2.length()) {
            walk.next();
            if (walk.size > LARGEST) {
                return Optional.of("with its repeats written out it has more than " + LARGEST + " steps");
            }
            if (walk.outer.size() > DEEPEST) {
                return Optional.of("its groups are nested more than " + DEEPEST + " deep");
            }
        }
        return Optional.empty();
    }

    private void next() {
        switch (expression.charAt(at)) {
            case '(' -> {
                outer.push(size);
                size = 0;
                last = 0;
                at++;
            }
            case ')' -> {
                last = size + 1;
                size = last + (outer.isEmpty() ? 0 : outer.pop());
                at++;
            }
            case '{' -> repeat();
            case '[' -> atom(classEnd());
            case '\\' -> escape();
            default -> atom(at + 1);
        }
    }

    private void atom(int end) {
        last = 1;
        size++;
        at = end;
    }

    private void repeat() {
        Matcher repeat = REPEAT.matcher(expression).region(at, expression.length());
        if (!repeat.lookingAt()) {
            atom(at + 1);
            return;
        }
        String most = repeat.group(2) == null || repeat.group(2).isEmpty() ? repeat.group(1) : repeat.group(2);
        long count = Math.max(1, Integer.parseInt(most));
        size += last * (count - 1);
        last *= count;
        at = repeat.end();
    }

    private void escape() {
        if (expression.startsWith("\\Q", at)) {
            int end = expression.indexOf("\\E", at);
            int after = end < 0 ? expression.length() : end + 2;
            size += after - at;
            atom(after);
            return;
        }
        // The braces of \x{…} and \p{…} are no repeat.
        int brace = at + 2;
        int close = expression.startsWith("{", brace) && "xpP".indexOf(expression.charAt(at + 1)) >= 0
                ? expression.indexOf('}', brace)
                : -1;
        atom(close < 0 ? brace : close + 1);
    }

    /** Behind the class that starts here; a bracket that comes first in it does not end it. */
    private int classEnd() {
        int i = at + (expression.startsWith("[^", at) ? 3 : 2);
        while (i < expression.length() && expression.charAt(i) != ']') {
            int named = expression.startsWith("[:", i) ? expression.indexOf(":]", i) : -1;
            i = named >= 0 ? named + 2 : expression.charAt(i) == '\\' ? i + 2 : i + 1;
        }
        return i + 1;
    }
}
