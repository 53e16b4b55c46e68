package io.github.onekyu.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where a bot is installed: a copy of its sources, so that nothing is written beside them, and what its tool makes of them.
 * Several tests use it, in several processes at once.
 */
record BotFolder(Path source, Path folder) {
    /** Lets the tool fetch or build, if it has not done so for these very sources. */
    void build(String... command) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel one = FileChannel.open(
                        folder.resolveSibling(folder.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = one.lock()) {
            Path built = folder.resolve(".built");
            if (copied()) {
                Files.deleteIfExists(built);
            }
            if (lock.isValid() && !Files.exists(built)) {
                run(command);
                Files.createFile(built);
            }
        }
    }

    /** Whether anything was new. */
    private boolean copied() throws IOException {
        boolean copied = false;
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(source.relativize(file).toString());
                if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                    copied = true;
                }
            }
        }
        return copied;
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process tool = builder.start();
        if (!tool.waitFor(4, TimeUnit.MINUTES) || tool.exitValue() != 0) {
            tool.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " failed\n" + Files.readString(log));
        }
    }
}
