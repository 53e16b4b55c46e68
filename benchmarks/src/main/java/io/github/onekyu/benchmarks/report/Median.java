package io.github.onekyu.benchmarks.report;

import java.util.List;

/** The middle. */
public final class Median {
    private Median() {}

    public static double of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        if (size == 0) {
            throw new IllegalArgumentException("no values");
        }
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
