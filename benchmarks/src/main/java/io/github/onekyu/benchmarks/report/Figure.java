package io.github.onekyu.benchmarks.report;

import java.util.List;

/**
 * One line of the table of goals.
 *
 * @param row the row it belongs to
 * @param what is measured, in words
 * @param unit of the values
 * @param product what the product did in each round
 * @param against what it is compared with; empty where the value itself is the goal
 * @param standIn what that did in each round; empty likewise
 * @param goal for the ratio of the medians, or for the product's own median
 */
public record Figure(
        String row, String what, String unit, List<Double> product, String against, List<Double> standIn, Goal goal) {
    public Figure {
        product = List.copyOf(product);
        standIn = List.copyOf(standIn);
    }

    /** A figure that stands for itself. */
    public static Figure own(String row, String what, String unit, List<Double> values, Goal goal) {
        return new Figure(row, what, unit, values, "", List.of(), goal);
    }

    public boolean isRatio() {
        return !standIn.isEmpty();
    }

    /** What the goal is about. */
    public double value() {
        double own = Median.of(product);
        return isRatio() ? own / Median.of(standIn) : own;
    }

    public Goal.Verdict verdict() {
        return goal.verdict(value());
    }
}
