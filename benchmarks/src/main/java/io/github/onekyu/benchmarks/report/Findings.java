package io.github.onekyu.benchmarks.report;

import java.util.List;

/**
 * Everything one run has found.
 *
 * @param when the day, as YYYY-MM-DD
 * @param java the version under test, in full
 * @param machine what it ran on, in words
 * @param rounds of every row
 */
public record Findings(String when, String java, String machine, int rounds, List<Figure> figures, List<Curve> curves) {
    public Findings {
        figures = List.copyOf(figures);
        curves = List.copyOf(curves);
    }

    /** 17 or 25 or what will be. */
    public String javaMajor() {
        return java.split("[.+-]", 2)[0];
    }

    public boolean missed() {
        return figures.stream().anyMatch(figure -> figure.verdict() == Goal.Verdict.MISSED);
    }
}
