package io.github.onekyu.benchmarks.curve;

import io.github.onekyu.benchmarks.report.Curve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects lines point by point. Not thread-safe. */
final class Points {
    /** A logarithmic axis has no zero; less than this is not told apart anyway. */
    private static final double LEAST = 1e-4;

    private final String maker;
    private final Map<String, List<Curve.Point>> lines = new LinkedHashMap<>();

    Points(CurveMaker maker) {
        this.maker = maker.name();
    }

    void add(String line, double x, double y) {
        lines.computeIfAbsent(line, fresh -> new ArrayList<>()).add(new Curve.Point(x, Math.max(LEAST, y)));
    }

    Curve curve(String id, String title, String x, String y) {
        return new Curve(
                maker,
                id,
                title,
                x,
                y,
                lines.entrySet().stream()
                        .map(line -> new Curve.Line(line.getKey(), line.getValue()))
                        .toList());
    }
}
