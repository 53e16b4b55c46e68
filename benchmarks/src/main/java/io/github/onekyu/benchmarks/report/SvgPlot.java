package io.github.onekyu.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Draws a curve as a small SVG on a white ground, so that it reads on light and dark pages. */
public final class SvgPlot {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 44;
    private static final int BOTTOM = 74;
    /** Told apart by eyes of all kinds. */
    private static final List<String> COLORS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00");

    private final StringBuilder svg = new StringBuilder();
    private final Axis x;
    private final Axis y;

    private SvgPlot(Curve curve) {
        x = Axis.over(curve.lines().stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Curve.Point::x)
                .toArray());
        y = Axis.over(curve.lines().stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Curve.Point::y)
                .toArray());
    }

    public static String draw(Curve curve) {
        SvgPlot plot = new SvgPlot(curve);
        plot.frame(curve);
        for (int i = 0; i < curve.lines().size(); i++) {
            plot.line(curve.lines().get(i), COLORS.get(i % COLORS.size()), i);
        }
        return plot.svg.append("</svg>\n").toString();
    }

    /** Logarithmic, in whole decades or, where that would be mostly empty, in halves of them. */
    private record Axis(double from, double to) {
        static Axis over(double[] values) {
            double least = Double.MAX_VALUE;
            double most = 0;
            for (double value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            double from = Math.floor(Math.log10(least) + 1e-9);
            double to = Math.max(from + 1, Math.ceil(Math.log10(most) - 1e-9));
            return new Axis(from, to);
        }

        /** From 0 to 1. */
        double place(double value) {
            return (Math.log10(value) - from) / (to - from);
        }
    }

    private void frame(Curve curve) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, HEIGHT, WIDTH, HEIGHT, escaped(curve.title()));
        add("<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT);
        text(WIDTH / 2.0, 22, "middle", "#111111", curve.title(), " font-size=\"14\" font-weight=\"bold\"");
        for (int decade = (int) x.from(); decade <= x.to(); decade++) {
            double at = px(Math.pow(10, decade));
            rule(at, TOP, at, HEIGHT - BOTTOM);
            text(at, HEIGHT - BOTTOM + 16.0, "middle", "#444444", label(decade), "");
        }
        for (int decade = (int) y.from(); decade <= y.to(); decade++) {
            double at = py(Math.pow(10, decade));
            rule(LEFT, at, WIDTH - RIGHT, at);
            text(LEFT - 6.0, at + 4, "end", "#444444", label(decade), "");
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - BOTTOM + 34.0, "middle", "#111111", curve.x(), "");
        text(
                16,
                (TOP + HEIGHT - BOTTOM) / 2.0,
                "middle",
                "#111111",
                curve.y(),
                String.format(Locale.ROOT, " transform=\"rotate(-90 16 %.0f)\"", (TOP + HEIGHT - BOTTOM) / 2.0));
    }

    private void line(Curve.Line line, String color, int number) {
        StringBuilder points = new StringBuilder();
        for (Curve.Point point : line.points()) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(point.x()), py(point.y())));
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n", px(point.x()), py(point.y()), color);
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                points.toString().strip(), color);
        double at = LEFT + number % 3 * 165.0;
        double row = HEIGHT - 20.0 + number / 3 * 15.0;
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"12\" height=\"4\" fill=\"%s\"/>%n", at, row - 6, color);
        text(at + 17, row, "start", "#111111", line.name(), "");
    }

    private double px(double value) {
        return LEFT + x.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double value) {
        return HEIGHT - BOTTOM - y.place(value) * (HEIGHT - TOP - BOTTOM);
    }

    private void rule(double x1, double y1, double x2, double y2) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n", x1, y1, x2, y2);
    }

    private void text(double atX, double atY, String anchor, String color, String text, String more) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>%n",
                atX, atY, anchor, color, more, escaped(text));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String label(int decade) {
        return decade < 0
                ? String.format(Locale.ROOT, "%." + -decade + "f", Math.pow(10, decade))
                : decade < 3
                        ? String.format(Locale.ROOT, "%.0f", Math.pow(10, decade))
                        : decade < 6
                                ? String.format(Locale.ROOT, "%.0f k", Math.pow(10, decade - 3))
                                : String.format(Locale.ROOT, "%.0f M", Math.pow(10, decade - 6));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
