package io.github.onekyu.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A koishi bot as a process of its own: {@code src/test/koishi/bot.js}, with the packages of its lock file. */
final class KoishiBot implements AutoCloseable {
    private static final Path SOURCE = Path.of("src/test/koishi");
    private static final Path INSTALLED = Path.of("target/koishi");

    private final Process process;
    private final Path out;

    private KoishiBot(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    static boolean isNodeHere() {
        return runs("node", "--version") && runs("npm", "--version");
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Installs exactly what the lock file names. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        INSTALLED.resolve(file.getFileName().toString()),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path log = INSTALLED.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(4, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new AssertionError("npm ci failed\n" + Files.readString(log));
        }
    }

    static KoishiBot start(Map<String, String> settings) throws IOException {
        Path out = Files.createTempFile("koishi-", ".out");
        ProcessBuilder builder = new ProcessBuilder("node", "bot.js")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(settings);
        return new KoishiBot(builder.start(), out);
    }

    /** Waits until the bot has said this on a line of its own. */
    void awaitLine(String line) {
        await("the bot says " + line).atMost(Duration.ofSeconds(30)).until(() -> {
            String said = out();
            if (!process.isAlive()) {
                throw new AssertionError("the bot ended with " + process.exitValue() + "\n" + said);
            }
            return said.lines().anyMatch(line::equals);
        });
    }

    String out() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Files.deleteIfExists(out);
    }
}
