package io.github.onekyu.core.generated;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a check on many generated cases. What a case is follows from the seed and its own number alone, so a case that
 * failed runs again without the others: {@code -Donekyu.case=4711}. More than the ordinary number are tried with
 * {@code -Donekyu.cases=5000000}.
 */
public final class Cases {
    /** How many cases the main property of a family is tried on in the ordinary test run. */
    public static final int ORDINARY = 100_000;

    /** How many the other properties of the family are tried on, since all of them share a few seconds. */
    public static final int FEWER = 30_000;

    private static final @Nullable Long ONLY = Long.getLong("onekyu.case");
    private static final @Nullable Integer SOAK = Integer.getInteger("onekyu.cases");

    private Cases() {}

    /** What must hold for one case. */
    @FunctionalInterface
    public interface Check {
        void on(Gen gen) throws Exception;
    }

    /** Tries {@link #ORDINARY} cases; the first that fails is reported with all it takes to run it again. */
    public static Tally check(long seed, Check check) {
        return check(seed, ORDINARY, check);
    }

    /** As {@link #check(long, Check)}, for checks that are too slow for so many. */
    public static Tally check(long seed, int count, Check check) {
        String test = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(Cases.class.getName()))
                        .findFirst()
                        .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "#" + frame.getMethodName())
                        .orElseThrow());
        Tally tally = new Tally();
        if (ONLY != null) {
            one(test, seed, ONLY, check, tally);
            return Tally.OF_ONE_CASE;
        }
        int total = SOAK == null ? count : Math.max(count, SOAK);
        for (int number = 0; number < total; number++) {
            one(test, seed, number, check, tally);
            tally.cases++;
        }
        return tally;
    }

    private static void one(String test, long seed, long number, Check check, Tally tally) {
        try {
            check.on(new Gen(seed, number, tally));
        } catch (Throwable failure) { // a check may end in any error; an Error is a finding like any other
            throw new AssertionError(
                    "case " + number + " of seed " + seed + " fails; alone: mvn -pl core test -Dtest=" + test
                            + " -Donekyu.case=" + number + "\n" + failure,
                    failure);
        }
    }

    /** Fails unless both are equal; {@code input} is what the case was about. */
    public static void same(@Nullable Object expected, @Nullable Object actual, Object input) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("\n   input: " + visible(input) + "\nexpected: " + visible(expected)
                    + "\n but was: " + visible(actual));
        }
    }

    /** Control characters, lone surrogates and the like in a form that survives a log. */
    public static String visible(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        String text = String.valueOf(value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ascii = c >= 0x20 && c < 0x7f;
            boolean plain = ascii || (c >= 0xa1 && !Character.isSurrogate(c) && c < 0xfeff);
            out.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return out.toString();
    }
}
