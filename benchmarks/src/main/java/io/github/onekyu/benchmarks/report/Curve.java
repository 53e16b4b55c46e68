package io.github.onekyu.benchmarks.report;

import java.util.List;

/**
 * How something grows with the work, both axes logarithmic.
 *
 * @param maker what {@code --only} calls those who measured it
 * @param id part of the plot's file name
 * @param title what is shown
 * @param x what grows
 * @param y what is measured, with its unit
 * @param lines one for each variant
 */
public record Curve(String maker, String id, String title, String x, String y, List<Line> lines) {
    public Curve {
        lines = List.copyOf(lines);
    }

    /** One variant. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }

        /**
         * The exponent of growth over the last part of the line: 1 is linear in x, 0 is flat. From the point before the
         * last two, so that one noisy point does not decide.
         */
        public double growth() {
            if (points.size() < 2) {
                return 0;
            }
            Point from = points.get(Math.max(0, points.size() - 3));
            Point to = points.get(points.size() - 1);
            return Math.log(to.y() / from.y()) / Math.log(to.x() / from.x());
        }
    }

    /** One measurement; both above zero. */
    public record Point(double x, double y) {}
}
