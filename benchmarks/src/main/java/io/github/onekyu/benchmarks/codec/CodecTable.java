package io.github.onekyu.benchmarks.codec;

import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;

/** The costs, each beside its yardstick's. */
final class CodecTable {
    private final Map<String, Cost> costs;

    /** @param costs by name, such as {@code Json.parse CALL}; yardsticks among them */
    CodecTable(Map<String, Cost> costs) {
        this.costs = costs;
    }

    String markdown() {
        StringBuilder out = new StringBuilder("""
                | benchmark | ns/op | best | B/op | compared with | its ns/op | its B/op | time ratio | bytes ratio |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        costs.forEach((name, cost) -> {
            if (!name.contains(Yardstick.SUFFIX)) {
                out.append(row(name, cost));
            }
        });
        return out.toString();
    }

    private String row(String name, Cost cost) {
        String left = "| %s | %.0f | %.0f | %.0f |".formatted(name, cost.nanos(), cost.best(), cost.bytes());
        Cost other = costs.get(yardstick(name));
        return other == null
                ? left + " | | | | |\n"
                : String.format(
                        Locale.ROOT,
                        "%s %s | %.0f | %.0f | %.2f | %s |%n",
                        left,
                        tool(name),
                        other.nanos(),
                        other.bytes(),
                        cost.nanos() / other.nanos(),
                        ratio(cost.bytes(), other.bytes()));
    }

    /** The table with what has to be known to read it. */
    String section(String date, boolean quick) {
        return """
                ## What a codec costs

                Made by `benchmarks/codec%s` on %s, JDK %s, with JMH: CPU time of the process (the median of the iterations,
                and the lowest) and bytes allocated of one operation on one thread. A ratio below 1.00 means that ours needs
                less than what it is compared with, which does the same work (or, where it says so, less of it) without our
                code. The inputs are in `Samples.java`.

                """.formatted(quick ? " --quick" : "", date, System.getProperty("java.version")) + busy() + markdown();
    }

    /** A starved process does not even get to compile what it measures, so the page must not hide that. */
    private static String busy() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        int processors = Runtime.getRuntime().availableProcessors();
        return load <= processors + 1
                ? ""
                : String.format(
                        Locale.ROOT,
                        "**The machine was busy (load %.0f on %d processors): the bytes hold, the times do not.**%n%n",
                        load,
                        processors);
    }

    JsonObject json(String date, boolean quick) {
        JsonObject.Builder rows = JsonObject.builder();
        costs.forEach((name, cost) -> rows.put(
                name,
                JsonObject.builder()
                        .put("ns", tenths(cost.nanos()))
                        .put("best", tenths(cost.best()))
                        .put("bytes", tenths(cost.bytes()))
                        .build()));
        return JsonObject.builder()
                .put("date", date)
                .put("jdk", System.getProperty("java.version"))
                .put("quick", quick)
                .put("costs", rows.build())
                .build();
    }

    private static JsonNumber tenths(double value) {
        return new JsonNumber(String.format(Locale.ROOT, "%.1f", Double.isFinite(value) ? value : 0));
    }

    private static String ratio(double ours, double other) {
        return other < 1 ? "" : String.format(Locale.ROOT, "%.2f", ours / other);
    }

    private static String yardstick(String name) {
        String method = name.split(" ", 2)[0];
        return method + Yardstick.SUFFIX + name.substring(method.length());
    }

    private static String tool(String name) {
        String[] parts = name.split("[. ]");
        try {
            Class<?> type = Class.forName(CodecTable.class.getPackageName() + "." + parts[0] + "Benchmark");
            Method method = type.getMethod(parts[1] + Yardstick.SUFFIX);
            return method.getAnnotation(Yardstick.class).value();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " has a yardstick without @Yardstick", e);
        }
    }
}
