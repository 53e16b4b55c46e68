package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of classes: made in the background of the first start, used by the second, no hindrance to any. The first
 * test makes it, by two processes at once; the others start with copies of it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartArchiveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final List<String> FREE_PORTS =
            List.of("--set", "port=0", "--set", "ws_port=0", "--set", "console_port=0");

    @TempDir
    static Path unpacked;

    @TempDir
    static Path made;

    private static Path folder;

    @TempDir
    Path here;

    private Path cache;

    @BeforeAll
    static void unpack() {
        folder = OnekyuProcess.unpack(unpacked);
    }

    @BeforeEach
    void copyOfWhatIsMade() throws IOException {
        cache = Files.createDirectory(here.resolve("cache"));
        for (Path file : list(made)) {
            Files.copy(file, cache.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    @Order(1)
    void twoFirstStartsAtOnceMakeOneArchiveAndLeaveNothingElse() {
        Map<String, String> asUsual = Map.of("ONEKYU_CDS", made.toString(), "ONEKYU_CDS_DELAY", "0");
        try (OnekyuProcess one = start("one", asUsual);
                OnekyuProcess two = start("two", asUsual)) {
            one.awaitReady();
            two.awaitReady();
            await().atMost(PATIENCE).until(() -> archived(made) && idle(one) && idle(two));
            assertThat(list(made))
                    .hasSize(2)
                    .extracting(file -> file.getFileName().toString())
                    .allMatch(name -> name.matches("start-.*\\.(jsa|aot)(\\.key)?"));
            assertThat(one.get("HTTP API", "/get_status").statusCode()).isEqualTo(200);
            assertThat(one.err() + two.err()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void secondStartTakesNearlyAllClassesFromIt() {
        try (OnekyuProcess onekyu = start("home", withClassLog()).awaitReady()) {
            assertThat(onekyu.get("HTTP API", "/get_status").statusCode()).isEqualTo(200);
            assertThat(onekyu.err()).isEmpty();
        }
        assertThat(ofOurs(fromArchive())).isGreaterThan(9 * ofOurs(fromJars()));
    }

    @Test
    @Order(3)
    void whatIsOffIsNotLoaded() {
        List<String> loaded = new ArrayList<>();
        try (OnekyuProcess onekyu =
                start("home", withClassLog(), "--set", "use_ws=no").awaitReady()) {
            assertThat(onekyu.get("HTTP API", "/get_status").statusCode()).isEqualTo(200);
        }
        loaded.addAll(fromArchive());
        loaded.addAll(fromJars());
        assertThat(loaded)
                .anyMatch(line -> line.contains("io.undertow."))
                .noneMatch(line -> line.contains(" org.glassfish.tyrus."))
                .noneMatch(line -> line.contains(" jakarta.websocket."))
                .noneMatch(line -> line.contains(" jdk.internal.net.http."))
                .noneMatch(line -> line.contains(" picocli."));
    }

    @Test
    @Order(4)
    void brokenArchivesDoNotHinder() throws IOException {
        Path archive = archive();
        byte[] whole = Files.readAllBytes(archive);
        for (byte[] broken : new byte[][] {
            {}, "nonsense".getBytes(StandardCharsets.US_ASCII), java.util.Arrays.copyOf(whole, whole.length / 2)
        }) {
            Files.delete(archive);
            Files.write(archive, broken, StandardOpenOption.CREATE_NEW);
            if (broken.length < whole.length / 2) { // as if it had been made so, for the JVM to find out
                Path key = archive.resolveSibling(archive.getFileName() + ".key");
                Files.writeString(key, Files.readString(key).replaceFirst("\\A\\d+", Integer.toString(broken.length)));
            }
            assertStartsWithoutAWord(Map.of("ONEKYU_CDS", cache.toString()));
        }
    }

    @Test
    @Order(5)
    void archiveOlderThanAJarIsNotUsedButMadeAnew() throws IOException {
        Path archive = archive();
        FileTime past = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(archive, past);
        Map<String, String> environment = new HashMap<>(withClassLog());
        environment.put("ONEKYU_CDS_DELAY", "0");
        try (OnekyuProcess onekyu = start("home", environment).awaitReady()) {
            assertThat(ofOurs(fromArchive())).isZero();
            await().atMost(PATIENCE)
                    .until(() -> Files.getLastModifiedTime(archive).compareTo(past) > 0 && idle(onekyu));
        }
    }

    @Test
    @Order(6)
    void offSwitchKeepsTheJvmFromItAndMakesNone() throws IOException {
        Map<String, String> off = new HashMap<>(withClassLog());
        off.put("ONEKYU_CDS", "no");
        try (OnekyuProcess onekyu = start("home", off).awaitReady()) {
            assertThat(onekyu.get("HTTP API", "/get_status").statusCode()).isEqualTo(200);
        }
        assertThat(ofOurs(fromArchive())).isZero();
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    @Order(7)
    void placeThatCannotBeWrittenIsNoTrouble() throws IOException {
        // A file where the folder should be: no user, not even root, can write below it.
        Path file = Files.createFile(here.resolve("file"));
        try (OnekyuProcess onekyu = start(
                        "home",
                        Map.of("ONEKYU_CDS", file.toString(), "ONEKYU_CDS_DELAY", "0"),
                        "--set",
                        "log_level=debug")
                .awaitReady()) {
            Path log = here.resolve("home/data/log/onekyu.log");
            await().atMost(PATIENCE).until(() -> Files.readString(log).contains("no archive for the next start"));
            assertThat(onekyu.get("HTTP API", "/get_status").statusCode()).isEqualTo(200);
            assertThat(onekyu.err()).isEmpty();
        }
    }

    @Test
    @Order(8)
    void jarInPluginsLeavesItUsable() throws IOException {
        Path plugin = folder.resolve("plugins/extra.jar");
        try {
            try (var jar = new java.util.jar.JarOutputStream(Files.newOutputStream(plugin))) {
                jar.putNextEntry(new java.util.zip.ZipEntry("extra.txt"));
            }
            assertStartsWithoutAWord(Map.of("ONEKYU_CDS", cache.toString()));
        } finally {
            Files.deleteIfExists(plugin);
        }
    }

    @Test
    @Order(9)
    void exitCodeOfTheProgramIsThatOfTheScript() {
        try (OnekyuProcess onekyu = start("home", Map.of("ONEKYU_CDS", cache.toString()), "--set", "no_such_key=1")) {
            assertThat(onekyu.awaitExit()).isEqualTo(78);
            assertThat(onekyu.err()).contains("no_such_key").hasLineCount(1);
        }
    }

    private void assertStartsWithoutAWord(Map<String, String> environment) {
        try (OnekyuProcess onekyu = start("home", environment).awaitReady()) {
            assertThat(onekyu.get("HTTP API", "/get_status").statusCode()).isEqualTo(200);
            assertThat(onekyu.err()).isEmpty();
            assertThat(onekyu.out()).startsWith("Onekyu ").doesNotContainIgnoringCase("warning");
        }
    }

    private OnekyuProcess start(String home, Map<String, String> environment, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--home", here.resolve(home).toString()));
        arguments.addAll(FREE_PORTS);
        arguments.addAll(List.of(more));
        return OnekyuProcess.start(folder, environment, arguments.toArray(String[]::new));
    }

    private Map<String, String> withClassLog() {
        return Map.of(
                "ONEKYU_CDS", cache.toString(), "JAVA_OPTS", "-Xlog:class+load:file=" + here.resolve("classes.txt"));
    }

    private List<String> fromArchive() {
        return classes(true);
    }

    private List<String> fromJars() {
        return classes(false);
    }

    private List<String> classes(boolean archived) {
        try (Stream<String> lines = Files.lines(here.resolve("classes.txt"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("source: shared objects file") == archived)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ofOurs(List<String> classes) {
        return classes.stream()
                .filter(line -> line.contains(" io.github.onekyu."))
                .count();
    }

    private Path archive() {
        assumeTrue(!list(cache).isEmpty(), "the first test makes the archive");
        return list(cache).stream()
                .filter(file -> !file.toString().endsWith(".key"))
                .findFirst()
                .orElseThrow();
    }

    /** The folders in which it is made are gone, too. */
    private static boolean archived(Path folder) {
        String[] names = folder.toFile().list();
        return names != null && names.length == 2;
    }

    /** Whether nothing is being made any more. */
    private static boolean idle(OnekyuProcess onekyu) {
        return ProcessHandle.of(onekyu.pid())
                .orElseThrow()
                .descendants()
                .findAny()
                .isEmpty();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
