package io.github.onekyu.bridge.ckyu.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.onekyu.bridge.ckyu.sandbox.world.Change;
import io.github.onekyu.core.error.BackendException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldStoreTest {
    private static final int SMALL = 100_000;

    @TempDir
    Path directory;

    private static List<Change> put(int number, String value) {
        return List.of(
                new Change("key/" + number % 50, Optional.of(value)), new Change("last", Optional.of("" + number)));
    }

    /** Writes without pause, the file again and again anew, until it is killed. */
    static final class Writer {
        public static void main(String[] args) {
            WorldStore store = WorldStore.open(Path.of(args[0]), SMALL);
            int number = Integer.parseInt(store.readAll().getOrDefault("last", "0"));
            while (true) {
                number++;
                store.write(put(number, "x".repeat(number % 300)));
                System.out.println(number);
            }
        }
    }

    @Test
    void aKillWhileTheFileIsWrittenAnewLosesNothing() throws Exception {
        Path file = directory.resolve("a.mv.db");
        int last = 0;
        for (int round = 0; round < 4; round++) {
            last = writeUntilKilled(file, last + 700 + 113 * round);
            try (WorldStore store = WorldStore.open(file)) {
                int kept = Integer.parseInt(store.readAll().getOrDefault("last", "0"));
                assertThat(kept).isBetween(last, last + 1); // one may have been written and not yet told
                last = kept;
            }
        }
    }

    private static int writeUntilKilled(Path file, int enough) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder();
            for (int c = out.read(); c != -1; c = out.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                last = Integer.parseInt(line.toString().strip());
                line.setLength(0);
                if (last >= enough) {
                    process.destroyForcibly();
                }
            }
        } catch (IOException pipeClosed) {
            // the process was killed while it wrote
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(last).isGreaterThanOrEqualTo(enough);
        return last;
    }

    @Test
    void theFileStaysSmallHoweverMuchIsWritten() throws IOException {
        Path file = directory.resolve("a.mv.db");
        try (WorldStore store = WorldStore.open(file, SMALL)) {
            for (int i = 0; i < 500; i++) {
                store.write(put(i, "y"));
                assertThat(Files.size(file)).isLessThan(2L * SMALL);
            }
            assertThat(store.readAll()).hasSize(51).containsEntry("last", "499");
        }
        try (WorldStore store = WorldStore.open(file)) {
            assertThat(store.readAll()).hasSize(51).containsEntry("last", "499");
        }
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsThrownAway() throws IOException {
        Path file = directory.resolve("a.mv.db");
        try (WorldStore store = WorldStore.open(file)) {
            store.write(put(1, "y"));
        }
        Path half = Files.writeString(directory.resolve("a.mv.db.new"), "half a file");
        try (WorldStore store = WorldStore.open(file)) {
            assertThat(store.readAll()).containsEntry("last", "1");
        }
        assertThat(half).doesNotExist();
    }

    @Test
    void removedKeysAreGone() {
        Path file = directory.resolve("a.mv.db");
        try (WorldStore store = WorldStore.open(file)) {
            store.write(put(1, "y"));
            store.write(List.of(new Change("last", Optional.empty())));
        }
        try (WorldStore store = WorldStore.open(file)) {
            assertThat(store.readAll()).containsOnlyKeys("key/1");
        }
    }

    @Test
    void aFileOfAnotherFormatIsRefused() {
        Path file = directory.resolve("a.mv.db");
        MVStore other = MVStore.open(file.toString());
        other.openMap("meta").put("format", "99");
        other.close();
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> WorldStore.open(file))
                .withMessageContaining("OKY-1604")
                .withMessageContaining("99");
    }

    @Test
    void theLockEndsWithTheStore() {
        Path file = directory.resolve("a.mv.db");
        WorldStore first = WorldStore.open(file);
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> WorldStore.open(file))
                .withMessageContaining("OKY-1601");
        first.close();
        WorldStore.open(file).close();
    }
}
