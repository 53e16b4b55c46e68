package io.github.onekyu.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes findings down. */
public final class Documents {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Documents() {}

    /** The file of results; answers where it is. */
    public static Path results(Findings findings, Path folder) {
        return write(
                folder.resolve(findings.when() + "-jdk" + findings.javaMajor() + ".json"),
                GSON.toJson(findings) + "\n");
    }

    /** A plot for each curve. */
    public static void plots(Findings findings, Path folder) {
        for (Curve curve : findings.curves()) {
            write(folder.resolve("perf-" + curve.id() + suffix(findings) + ".svg"), SvgPlot.draw(curve));
        }
    }

    /** Puts table and plots between the markers of this Java version. */
    public static void page(Findings findings, Path page) {
        String begin = "<!-- measured on " + findings.javaMajor() + ": begin -->\n";
        String end = "<!-- measured on " + findings.javaMajor() + ": end -->";
        try {
            String text = Files.readString(page);
            int from = text.indexOf(begin);
            int to = text.indexOf(end);
            if (from < 0 || to < from) {
                throw new IllegalStateException(page + " has no line " + begin.strip());
            }
            String heading = String.format(
                    "Measured %s with Java %s, %s, medians of %d rounds.%n%n",
                    findings.when(), findings.java(), findings.machine(), findings.rounds());
            write(
                    page,
                    text.substring(0, from + begin.length())
                            + "\n"
                            + heading
                            + Markdown.goals(findings.figures())
                            + "\n"
                            + Markdown.curves(findings.curves(), suffix(findings))
                            + text.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String suffix(Findings findings) {
        return "-jdk" + findings.javaMajor();
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
