package io.github.onekyu.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file from which the JVM takes our classes ready-made at the next start: an AppCDS archive, or an AOT cache where the
 * launcher asks for one. It belongs to one JVM and one list of jars. The launcher names it; whether it is used is the JVM's
 * decision, which looks at the same things. Made in the background by a {@link Rehearsal} of its own process once this one
 * serves, at the lowest priority, since nothing here is worth a slow answer. No trouble with it is anybody's trouble.
 */
final class StartArchive {
    /** The launcher's word: where the archive is, or is to be. Absent: none is wanted. */
    static final String FILE = "onekyu.archive";

    /** Environment variable: milliseconds from the start to the making; 0 also says to hurry, for whoever waits for it. */
    private static final String DELAY = "ONEKYU_CDS_DELAY";

    private static final Duration USUAL_DELAY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10); // at the lowest priority on a busy machine
    /** What an aborted attempt left behind is nobody's any more after this. */
    private static final Duration ABANDONED = Duration.ofMinutes(20);

    private static final Logger LOG = LoggerFactory.getLogger(StartArchive.class);

    private final Path file;
    private final Path keyFile;
    private final List<String> jvmOptions;
    private final boolean hurry;

    private StartArchive(Path file, List<String> jvmOptions, boolean hurry) {
        this.file = file;
        this.keyFile = file.resolveSibling(file.getFileName() + ".key");
        this.jvmOptions = jvmOptions;
        this.hurry = hurry;
    }

    /** Makes it after a while if it is wanted and not there. Returns at once. */
    static void makeLater(Map<String, String> environment) {
        String wanted = System.getProperty(FILE, "");
        if (wanted.isEmpty()) {
            return;
        }
        Duration delay = delay(environment.getOrDefault(DELAY, ""));
        Thread maker = new Thread(() -> make(Path.of(wanted), delay), "onekyu-archive");
        maker.setDaemon(true);
        maker.start();
    }

    private static Duration delay(String millis) {
        return millis.matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(millis)) : USUAL_DELAY;
    }

    private static void make(Path file, Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
            StartArchive archive = new StartArchive(
                    file, kept(ManagementFactory.getRuntimeMXBean().getInputArguments()), delay.isZero());
            String key = archive.key();
            if (!archive.isFresh(key)) {
                archive.make(key);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("no archive for the next start at {}", file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What decides whether the JVM accepts an archive; no agent, no port of a debugger. */
    private static List<String> kept(List<String> options) {
        return options.stream()
                .filter(option ->
                        option.matches("-Xm[xs].*|-XX:[+-]Use\\w+|-XX:ObjectAlignmentInBytes=.*|-Dfile.encoding=.*"))
                .toList();
    }

    /** The JVM, its options and the jars, by name, size and time. */
    private String key() throws IOException {
        StringBuilder key = new StringBuilder();
        for (String property : new String[] {"java.home", "java.vm.name", "java.vm.vendor", "java.vm.version"}) {
            key.append(System.getProperty(property)).append('\n');
        }
        key.append(jvmOptions).append('\n');
        for (Path jar : classPath()) {
            key.append(jar);
            if (Files.exists(jar)) {
                key.append(' ').append(Files.size(jar)).append(' ').append(Files.getLastModifiedTime(jar));
            }
            key.append('\n');
        }
        return key.toString();
    }

    /** The size comes first, where the launcher looks for it: the JVM of 17 does not survive an archive that is cut short. */
    private static String sized(Path archive, String key) throws IOException {
        return Files.size(archive) + "\n" + key;
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .toList();
    }

    /** Also older than no jar and no folder of jars: the launcher does not use it otherwise, as a jar's own time may lie. */
    private boolean isFresh(String key) throws IOException {
        if (!Files.exists(file)
                || !Files.exists(keyFile)
                || !Files.readString(keyFile).equals(sized(file, key))) {
            return false;
        }
        Instant made = Files.getLastModifiedTime(file).toInstant();
        for (Path jar : classPath()) {
            for (Path changed : new Path[] {jar, jar.toAbsolutePath().getParent()}) {
                if (Files.exists(changed)
                        && Files.getLastModifiedTime(changed).toInstant().isAfter(made)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void make(String key) throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder");
        Files.createDirectories(folder);
        removeAbandoned(folder);
        Path work = Files.createTempDirectory(folder, "making-");
        try {
            Path made = work.resolve(file.getFileName());
            long begin = System.nanoTime();
            run(command(made, work.resolve("home")), work);
            if (!Files.exists(made)) {
                throw new IOException("the rehearsal left no archive");
            }
            Files.writeString(work.resolve("key"), sized(made, key));
            try (FileChannel written = FileChannel.open(made, StandardOpenOption.READ)) {
                written.force(true); // the name must not outlive a power failure that the content did not
            }
            // The key last: whoever sees it sees its archive.
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            Files.move(work.resolve("key"), keyFile, StandardCopyOption.ATOMIC_MOVE);
            LOG.debug("made {} in {} ms", file, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } finally {
            Rehearsal.remove(work);
        }
    }

    private List<String> command(Path made, Path home) {
        List<String> command = new ArrayList<>();
        if (!hurry && Files.isExecutable(Path.of("/bin/sh"))) {
            // The last one to get the processor, the first one to go when memory runs out.
            command.addAll(List.of(
                    "/bin/sh",
                    "-c",
                    "{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null; exec nice -n 19 \"$@\"",
                    "onekyu-archive"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        boolean aot = file.getFileName().toString().endsWith(".aot");
        command.add((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + made);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Rehearsal.class.getName(), home.toString()));
        return command;
    }

    private static void run(List<String> command, Path work) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("ONEKYU_")
                        || name.startsWith("CQHTTP_")
                        || name.equals("JAVA_TOOL_OPTIONS")
                        || name.equals("JDK_JAVA_OPTIONS"));
        Process rehearsal = builder.start();
        Thread end = new Thread(() -> abort(rehearsal, work), "onekyu-archive-stop");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (!rehearsal.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the rehearsal takes too long");
            }
        } finally {
            destroy(rehearsal);
            try {
                Runtime.getRuntime().removeShutdownHook(end);
            } catch (IllegalStateException stopping) {
                // then the hook itself is running
            }
        }
        if (rehearsal.exitValue() != 0) {
            throw new IOException("the rehearsal ended with " + rehearsal.exitValue());
        }
    }

    private static void abort(Process rehearsal, Path work) {
        destroy(rehearsal);
        try {
            Rehearsal.remove(work);
        } catch (IOException stillWritten) {
            // somebody's next attempt removes it
        }
    }

    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void removeAbandoned(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(e -> e.getFileName().toString().startsWith("making-"))
                    .toList()) {
                if (Files.getLastModifiedTime(entry)
                        .toInstant()
                        .isBefore(Instant.now().minus(ABANDONED))) {
                    Rehearsal.remove(entry);
                }
            }
        }
    }
}
