package io.github.onekyu.benchmarks.report;

import java.util.Locale;

/** What a figure has to reach, and what it is hoped to reach. */
public record Goal(boolean atLeast, double must, double aim) {
    public static Goal atLeast(double must, double aim) {
        return new Goal(true, must, aim);
    }

    public static Goal atMost(double must, double aim) {
        return new Goal(false, must, aim);
    }

    /** How a figure stands. */
    public enum Verdict {
        AIM("aim reached"),
        MUST("must met"),
        MISSED("**missed**");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Verdict verdict(double value) {
        return reaches(value, aim) ? Verdict.AIM : reaches(value, must) ? Verdict.MUST : Verdict.MISSED;
    }

    private boolean reaches(double value, double bound) {
        return atLeast ? value >= bound : value <= bound;
    }

    public String mustText() {
        return text(must);
    }

    public String aimText() {
        return text(aim);
    }

    private String text(double bound) {
        String number = bound == Math.rint(bound)
                ? String.format(Locale.ROOT, "%.0f", bound)
                : String.format(Locale.ROOT, "%.2f", bound);
        return (atLeast ? "≥ " : "≤ ") + number;
    }
}
