package io.github.onekyu.benchmarks.codec;

import io.github.onekyu.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the codec benchmarks and tells what they cost; started by {@code benchmarks/codec}. Arguments: the folder for
 * results, the page that gets the table, {@code full} or {@code quick}, and optionally a regular expression of
 * benchmarks to run, which then leaves results and page alone.
 */
public final class CodecBenchmarks {
    private static final String PACKAGE = CodecBenchmarks.class.getPackageName();

    private CodecBenchmarks() {}

    public static void main(String[] args) throws RunnerException, IOException {
        boolean quick = args[2].equals("quick");
        boolean all = args.length == 3;
        CodecTable table = new CodecTable(costs(quick, all ? PACKAGE : args[3]));
        System.out.println();
        System.out.print(table.markdown());
        if (!all) {
            return;
        }
        String date = LocalDate.now().toString();
        Path results = Path.of(args[0], "codec-" + date + ".json");
        Files.createDirectories(results.getParent());
        Files.writeString(results, Json.write(table.json(date, quick)) + "\n");
        Path page = Path.of(args[1]);
        PageSection section = new PageSection("codec");
        String before = Files.exists(page) ? Files.readString(page) : "# Performance\n";
        Files.writeString(page, section.replace(before, table.section(date, quick)));
        System.out.println();
        System.out.println("written: " + results + ", " + page);
    }

    private static Map<String, Cost> costs(boolean quick, String include) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(include)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 3 : 6)
                .warmupTime(TimeValue.milliseconds(300))
                .measurementIterations(quick ? 5 : 10)
                .measurementTime(TimeValue.milliseconds(400))
                // One collector and heap for all JDKs, so that the figures are about the code.
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
        Map<String, Cost> costs = new TreeMap<>();
        for (RunResult run : new Runner(options.build()).run()) {
            costs.put(name(run), cost(run));
        }
        return costs;
    }

    /** The class without its last word, the method, and the parameters: {@code Json.parse CALL}. */
    private static String name(RunResult run) {
        String full = run.getParams().getBenchmark();
        String name = full.substring(PACKAGE.length() + 1).replace("Benchmark.", ".");
        Collection<String> keys = run.getParams().getParamsKeys();
        List<String> values = keys.stream().map(run.getParams()::getParam).toList();
        return values.isEmpty() ? name : name + " " + String.join(" ", values);
    }

    private static Cost cost(RunResult run) {
        Statistics cpu = result(run, CpuProfiler.CPU);
        return new Cost(
                cpu.getPercentile(50),
                cpu.getMin(),
                result(run, "gc.alloc.rate.norm").getPercentile(50));
    }

    private static Statistics result(RunResult run, String name) {
        Result<?> result = run.getSecondaryResults().get(name);
        return Objects.requireNonNull(result, name).getStatistics();
    }
}
