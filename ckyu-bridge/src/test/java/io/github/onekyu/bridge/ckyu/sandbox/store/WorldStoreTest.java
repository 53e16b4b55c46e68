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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
        Path file = directory.resolve("a.world");
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
                    process.toHandle()
                            .destroyForcibly(); // unlike the Process, it leaves the pipe open to be read to its end
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(last).isGreaterThanOrEqualTo(enough);
        return last;
    }

    @Test
    void theFileStaysSmallHoweverMuchIsWritten() throws IOException {
        Path file = directory.resolve("a.world");
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
        Path file = directory.resolve("a.world");
        try (WorldStore store = WorldStore.open(file)) {
            store.write(put(1, "y"));
        }
        Path half = Files.writeString(directory.resolve("a.world.new"), "half a file");
        try (WorldStore store = WorldStore.open(file)) {
            assertThat(store.readAll()).containsEntry("last", "1");
        }
        assertThat(half).doesNotExist();
    }

    @Test
    void removedKeysAreGone() {
        Path file = directory.resolve("a.world");
        try (WorldStore store = WorldStore.open(file)) {
            store.write(put(1, "y"));
            store.write(List.of(new Change("last", Optional.empty())));
        }
        try (WorldStore store = WorldStore.open(file)) {
            assertThat(store.readAll()).containsOnlyKeys("key/1");
        }
    }

    @Test
    void aFileOfAnotherFormatIsRefused() throws IOException {
        Path file = directory.resolve("a.world");
        WorldStore.open(file).close();
        overwrite(file, 8, new byte[] {0, 0, 0, 99});
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> WorldStore.open(file))
                .withMessageContaining("OKY-1604")
                .withMessageContaining("99");
    }

    @Test
    void whateverOfTheLastBatchReachedTheDiskIsCutOffAndTheRestIsThere() throws IOException {
        Path file = directory.resolve("a.world");
        WorldStore.open(file).close();
        long[] ends = new long[4];
        for (int i = 0; i < ends.length; i++) {
            try (WorldStore store = WorldStore.open(file)) {
                store.write(put(i, "a value of its own " + i));
            }
            ends[i] = Files.size(file);
        }
        byte[] whole = Files.readAllBytes(file);
        for (long length = ends[2]; length < ends[3]; length++) {
            Files.write(file, Arrays.copyOf(whole, (int) length));
            try (WorldStore store = WorldStore.open(file)) {
                assertThat(store.readAll()).as("cut at " + length).containsEntry("last", "2");
                store.write(put(7, "goes on"));
            }
            try (WorldStore store = WorldStore.open(file)) {
                assertThat(store.readAll()).containsEntry("last", "7").containsEntry("key/7", "goes on");
            }
        }
    }

    @Test
    void aLastBatchWhosePagesArriveInAnyOrderIsCutOff() throws IOException {
        Path file = directory.resolve("a.world");
        try (WorldStore store = WorldStore.open(file)) {
            store.write(put(1, "first"));
        }
        long end = Files.size(file);
        try (WorldStore store = WorldStore.open(file)) {
            store.write(put(2, "x".repeat(20_000)));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int page = (int) end; page < whole.length; page += 4096) {
            byte[] torn = whole.clone();
            Arrays.fill(torn, page, Math.min(torn.length, page + 4096), (byte) 0);
            Files.write(file, torn);
            try (WorldStore store = WorldStore.open(file)) {
                assertThat(store.readAll()).containsEntry("last", "1");
            }
            assertThat(Files.size(file)).isEqualTo(end);
        }
    }

    @Test
    void damageInTheMidstIsRefusedAndTheFileStaysAsItIs() throws IOException {
        Path file = directory.resolve("a.world");
        try (WorldStore store = WorldStore.open(file)) {
            for (int i = 1; i <= 3; i++) {
                store.write(put(i, "value " + i));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        for (int at : new int[] {3, 20, 24, 28, 36, 60}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            assertThatExceptionOfType(BackendException.class)
                    .as("byte " + at)
                    .isThrownBy(() -> WorldStore.open(file))
                    .withMessageContaining("OKY-1603")
                    .withMessageContaining(file.toString());
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    private static void overwrite(Path file, int position, byte[] bytes) throws IOException {
        byte[] all = Files.readAllBytes(file);
        System.arraycopy(bytes, 0, all, position, bytes.length);
        Files.write(file, all);
    }

    @Test
    void theLockEndsWithTheStore() {
        Path file = directory.resolve("a.world");
        WorldStore first = WorldStore.open(file);
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> WorldStore.open(file))
                .withMessageContaining("OKY-1601");
        first.close();
        WorldStore.open(file).close();
    }
}
