package io.github.onekyu.benchmarks.run;

import io.github.onekyu.benchmarks.control.ControlClient;
import io.github.onekyu.benchmarks.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where things are measured: starts what is under test, and ends it whatever happens. */
public final class Lab implements AutoCloseable {
    /** The same for everybody, so that collectors are not what is compared. */
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx512m");

    /** For programs of this module; the product has its own. */
    private static final String LOGGING = "-Dlogback.configurationFile=bench-logback.xml";

    /** Where the launcher puts what makes the next start quicker, and how long after the start; "no" for not at all. */
    private static final String ARCHIVE_FOLDER = "ONEKYU_CDS";

    private static final String ARCHIVE_DELAY = "ONEKYU_CDS_DELAY";
    private static final Duration START = Duration.ofSeconds(60);

    private final Options options;
    private final Path work;
    private final Distribution distribution;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private int started;

    public Lab(Options options) {
        this.options = options;
        this.work = options.root().resolve("benchmarks/target/run");
        try {
            delete(work);
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.distribution = Distribution.with(options.root(), work.resolve("dist"));
        // An interrupted run must leave nothing behind either.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.forEach(Process::destroyForcibly)));
    }

    public Options options() {
        return options;
    }

    public Distribution distribution() {
        return distribution;
    }

    /** One of three, by the length of the run. */
    public <T> T pick(T full, T quick, T smoke) {
        return switch (options.size()) {
            case FULL -> full;
            case QUICK -> quick;
            case SMOKE -> smoke;
        };
    }

    /** How long one measurement lasts. */
    public Duration window() {
        return Duration.ofMillis(pick(2000, 700, 150));
    }

    /** How long a program runs at first, so that its hot code is compiled. */
    public Duration warmUp() {
        return Duration.ofMillis(pick(5000, 2500, 150));
    }

    /** How long before each measurement. */
    public Duration ramp() {
        return Duration.ofMillis(pick(500, 300, 50));
    }

    /** For a row's own progress. */
    public void say(String text) {
        System.err.println("  " + text);
    }

    public Path newFolder(String name) {
        try {
            return Files.createDirectories(work.resolve(name + "-" + ++started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Server standIn(String kind) {
        List<String> command =
                new ArrayList<>(List.of(options.jdk().resolve("bin/java").toString()));
        command.addAll(JVM);
        command.add(LOGGING);
        command.addAll(List.of("-cp", distribution.benchmarksClassPath(), StandIn.class.getName(), kind));
        Path folder = newFolder(kind);
        Process process = start(new ProcessBuilder(command), folder);
        Matcher ready = await(process, folder, Pattern.compile("READY (\\d+) (\\d+)"));
        int port = Integer.parseInt(ready.group(1));
        return new Server(kind, process, port, port, new ControlClient(Integer.parseInt(ready.group(2))));
    }

    /** The product with the sandbox that can raise events, HTTP and WebSocket on; and these settings. */
    public Server product(String... settings) {
        Path folder = newFolder("product");
        Path port = folder.resolve("control-port");
        List<String> command = new ArrayList<>(
                List.of(distribution.extended().resolve("bin/onekyu").toString(), "--home", folder.toString()));
        Stream.concat(
                        Stream.of(
                                "backend=bench",
                                "host=127.0.0.1",
                                "port=0",
                                "use_ws=yes",
                                "ws_host=127.0.0.1",
                                "ws_port=0",
                                "console_port=0"),
                        Stream.of(settings))
                .forEach(setting -> command.addAll(List.of("--set", setting)));
        ProcessBuilder builder = new ProcessBuilder(command);
        environment(builder, String.join(" ", JVM) + " -Donekyu.bench.port=" + port);
        Process process = start(builder, folder);
        await(process, folder, Pattern.compile("\nReady in "));
        return new Server(
                "product",
                process,
                portOf(folder, "HTTP API"),
                portOf(folder, "WebSocket"),
                new ControlClient(number(port)));
    }

    /** The product as it is installed, with nothing of ours; what it prepares for later starts goes into {@code cache}. */
    public Process installed(Path folder, Path cache, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(distribution.plain().resolve("bin/onekyu").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        environment(builder, "");
        builder.environment().put(ARCHIVE_FOLDER, cache.toString());
        builder.environment().put(ARCHIVE_DELAY, "0");
        return start(builder, folder);
    }

    /** Another program of this module, with the product's jars. */
    public Server accounts(String mainClass, List<String> arguments) {
        Path folder = newFolder("accounts");
        List<String> command =
                new ArrayList<>(List.of(options.jdk().resolve("bin/java").toString()));
        command.addAll(JVM);
        command.add(LOGGING);
        command.addAll(List.of("-cp", distribution.extendedClassPath(), mainClass, folder.toString()));
        command.addAll(arguments);
        Process process = start(new ProcessBuilder(command), folder);
        Matcher ready = await(process, folder, Pattern.compile("READY (\\d+)"));
        return new Server("accounts", process, 0, 0, new ControlClient(Integer.parseInt(ready.group(1))));
    }

    private void environment(ProcessBuilder builder, String javaOptions) {
        builder.environment().keySet().removeIf(name -> name.startsWith("ONEKYU_") || name.startsWith("CQHTTP_"));
        builder.environment().put("JAVA_HOME", options.jdk().toString());
        builder.environment().put("JAVA_OPTS", javaOptions);
        builder.environment().put(ARCHIVE_FOLDER, "no"); // nothing in the background of a measurement
    }

    public Process start(ProcessBuilder builder, Path folder) {
        try {
            Process process = builder.redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile())
                    .start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process has printed this. */
    public static Matcher await(Process process, Path folder, Pattern wanted) {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            Matcher found = wanted.matcher(read(folder.resolve("out")));
            if (found.find()) {
                return found;
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("ended with " + process.exitValue() + ": " + read(folder.resolve("out"))
                        + read(folder.resolve("err")));
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new IllegalStateException("did not start within " + START + ": " + read(folder.resolve("err")));
    }

    private static int portOf(Path folder, String label) {
        Matcher port =
                Pattern.compile("(?m)^  " + label + " +\\w+://[^:]+:(\\d+)").matcher(read(folder.resolve("out")));
        return port.find() ? Integer.parseInt(port.group(1)) : 0;
    }

    private static int number(Path file) {
        return Integer.parseInt(read(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for this; polls, so only for what takes a while. */
    public static void until(String what, Duration limit, BooleanSupplier reached) {
        long end = System.nanoTime() + limit.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + ": not within " + limit);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    public static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** How many processes have not ended. */
    long running() {
        return processes.stream().filter(Process::isAlive).count();
    }

    /** Ends what still runs. The folders stay until the next run, for whoever wonders. */
    @Override
    public void close() {
        processes.forEach(Server::end);
    }
}
