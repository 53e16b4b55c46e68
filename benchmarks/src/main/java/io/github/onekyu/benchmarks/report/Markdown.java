package io.github.onekyu.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Findings as text for {@code docs/performance.md}. */
public final class Markdown {
    private Markdown() {}

    /** The table of goals. */
    public static String goals(List<Figure> figures) {
        StringBuilder table = new StringBuilder("| work | product | compared with | | ratio | must | aim | |\n"
                + "| --- | ---: | --- | ---: | ---: | --- | --- | --- |\n");
        for (Figure figure : figures) {
            table.append("| ")
                    .append(figure.what())
                    .append(" | ")
                    .append(number(Median.of(figure.product())))
                    .append(figure.unit().isEmpty() ? "" : " " + figure.unit())
                    .append(" | ")
                    .append(figure.against())
                    .append(" | ")
                    .append(figure.isRatio() ? number(Median.of(figure.standIn())) : "")
                    .append(" | ")
                    .append(figure.isRatio() ? String.format(Locale.ROOT, "%.2f", figure.value()) : "")
                    .append(" | ")
                    .append(figure.goal().mustText())
                    .append(" | ")
                    .append(figure.goal().aimText())
                    .append(" | ")
                    .append(figure.verdict().words())
                    .append(" |\n");
        }
        return table.toString();
    }

    /** The plots with their growth. */
    public static String curves(List<Curve> curves, String imageSuffix) {
        StringBuilder text = new StringBuilder();
        for (Curve curve : curves) {
            text.append(String.format(
                    Locale.ROOT,
                    "![%s](images/perf-%s%s.svg)%n%nGrowth at the far end (0: flat, 1: linear): ",
                    curve.title(),
                    curve.id(),
                    imageSuffix));
            text.append(String.join(
                    ", ",
                    curve.lines().stream()
                            .map(line -> String.format(Locale.ROOT, "%s %.2f", line.name(), line.growth()))
                            .toList()));
            text.append(".\n\n");
            text.append(values(curve)).append('\n');
        }
        return text.toString();
    }

    private static String values(Curve curve) {
        StringBuilder table = new StringBuilder("| " + curve.x() + " |");
        curve.lines().forEach(line -> table.append(' ').append(line.name()).append(" |"));
        table.append("\n| ---: |")
                .append(" ---: |".repeat(curve.lines().size()))
                .append('\n');
        List<Double> places = curve.lines().stream()
                .flatMap(line -> line.points().stream())
                .map(Curve.Point::x)
                .distinct()
                .sorted()
                .toList();
        for (double x : places) {
            table.append("| ").append(number(x)).append(" |");
            for (Curve.Line line : curve.lines()) {
                String value = line.points().stream()
                        .filter(point -> point.x() == x)
                        .map(point -> number(point.y()))
                        .findFirst()
                        .orElse("");
                table.append(' ').append(value).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** Three digits that count, thousands apart. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f", value);
    }
}
