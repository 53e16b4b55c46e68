package io.github.onekyu.benchmarks.run;

import io.github.onekyu.benchmarks.curve.CallersCurve;
import io.github.onekyu.benchmarks.curve.ConnectionsCurve;
import io.github.onekyu.benchmarks.curve.CurveMaker;
import io.github.onekyu.benchmarks.curve.MembersCurve;
import io.github.onekyu.benchmarks.curve.ReverseCurve;
import io.github.onekyu.benchmarks.curve.SizesCurve;
import io.github.onekyu.benchmarks.curve.StoreCurve;
import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.report.Documents;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Findings;
import io.github.onekyu.benchmarks.report.Markdown;
import io.github.onekyu.benchmarks.row.AllocationRow;
import io.github.onekyu.benchmarks.row.DeliveryRow;
import io.github.onekyu.benchmarks.row.FanOutRow;
import io.github.onekyu.benchmarks.row.HttpSendRow;
import io.github.onekyu.benchmarks.row.HttpStatusRow;
import io.github.onekyu.benchmarks.row.IdleConnectionRow;
import io.github.onekyu.benchmarks.row.MemoryRow;
import io.github.onekyu.benchmarks.row.ReportsRow;
import io.github.onekyu.benchmarks.row.ReverseRow;
import io.github.onekyu.benchmarks.row.Row;
import io.github.onekyu.benchmarks.row.StalledReaderRow;
import io.github.onekyu.benchmarks.row.StartRow;
import io.github.onekyu.benchmarks.row.WsCallRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One run from the first row to the documents. */
public final class Session {
    private static final List<Row> ROWS = List.of(
            new HttpStatusRow(),
            new HttpSendRow(),
            new WsCallRow(),
            new FanOutRow(),
            new DeliveryRow(),
            new StalledReaderRow(),
            new IdleConnectionRow(),
            new ReverseRow(),
            new ReportsRow(),
            new StartRow(),
            new MemoryRow(),
            new AllocationRow());
    private static final List<CurveMaker> CURVES = List.of(
            new ConnectionsCurve(),
            new CallersCurve(),
            new SizesCurve(),
            new ReverseCurve(),
            new MembersCurve(),
            new StoreCurve());

    private final Options options;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private long processes;
    private final List<String> broken = new ArrayList<>();

    public Session(Options options) {
        this.options = options;
    }

    /** What {@code --only} understands. */
    public static List<String> names() {
        return Stream.concat(ROWS.stream().map(Row::name), CURVES.stream().map(CurveMaker::name))
                .toList();
    }

    /** Measures, writes, prints. @return the exit code */
    public int run() {
        for (String name : options.only()) {
            if (!names().contains(name)) {
                System.err.println("no row or curve \"" + name + "\"; there are " + names());
                return 2;
            }
        }
        measure();
        Findings findings = findings();
        write(findings);
        System.out.println(Markdown.goals(findings.figures()));
        if (!curves.isEmpty()) {
            System.out.println(Markdown.curves(findings.curves(), ""));
        }
        broken.forEach(System.out::println);
        return !broken.isEmpty() ? 3 : findings.missed() ? 1 : 0;
    }

    /** Rows and curves as asked for; what breaks is told at the end, after everything else was done. */
    public void measure() {
        try (Lab lab = new Lab(options)) {
            measure(lab);
            processes = lab.running();
        }
    }

    private void measure(Lab lab) {
        for (Row row : ROWS) {
            if (options.wants(row.name())) {
                step(row.name(), () -> take(lab, row.measure(lab)));
            }
        }
        for (CurveMaker curve : CURVES) {
            if (options.wants(curve.name()) && options.curves()) {
                step(curve.name(), () -> curves.addAll(curve.measure(lab)));
            }
        }
    }

    private void take(Lab lab, List<Figure> measured) {
        figures.addAll(measured);
        for (Figure figure : measured) {
            lab.say(String.format(
                    Locale.ROOT,
                    "%s: %.3f (%s, %s)",
                    figure.what(),
                    figure.value(),
                    figure.goal().mustText(),
                    figure.verdict().words().replace("*", "")));
        }
    }

    private void step(String name, Runnable work) {
        long begin = System.nanoTime();
        System.err.print(name + " ...\n");
        try {
            work.run();
        } catch (RuntimeException failure) {
            System.err.println("  broke: " + failure);
            broken.add(name + " broke: " + failure);
            if (System.getProperty("onekyu.bench.trace") != null) {
                failure.printStackTrace();
            }
        }
        System.err.printf(Locale.ROOT, "  %.1f s%n", (System.nanoTime() - begin) / 1e9);
    }

    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    public List<Curve> curves() {
        return List.copyOf(curves);
    }

    public List<String> broken() {
        return List.copyOf(broken);
    }

    /** How many of the processes that were started still run. */
    public long processes() {
        return processes;
    }

    private Findings findings() {
        return new Findings(
                LocalDate.now(ZoneOffset.UTC).toString(),
                javaVersion(options.jdk()),
                Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch"),
                options.rounds(),
                figures,
                curves);
    }

    private static String javaVersion(Path jdk) {
        try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("JAVA_VERSION=|\"", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Findings findings) {
        Path root = options.root();
        if (!options.publishes()) {
            Path folder = root.resolve("benchmarks/target/results");
            Documents.plots(findings, folder);
            System.err.println("results: " + Documents.results(findings, folder));
            return;
        }
        System.err.println("results: " + Documents.results(findings, root.resolve("benchmarks/results")));
        if (broken.isEmpty()) {
            Documents.plots(findings, root.resolve("docs/images"));
            Documents.page(findings, root.resolve("docs/performance.md"));
        }
    }
}
