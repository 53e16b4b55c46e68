package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An installed product that has been started once, and was left running until it had prepared its next start. */
record Prepared(Path home, Path cache) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    static Prepared by(Lab lab) {
        Prepared prepared = new Prepared(lab.newFolder("home"), lab.newFolder("cache"));
        Path folder = lab.newFolder("first-start");
        Process process = lab.installed(folder, prepared.cache(), prepared.arguments(0));
        try {
            Lab.await(process, folder, Pattern.compile("\nReady in "));
            Lab.until(
                    "preparation of the next start",
                    LIMIT,
                    () -> isThere(prepared.cache())
                            && process.descendants().findAny().isEmpty());
        } finally {
            Server.end(process);
        }
        return prepared;
    }

    /** The key is written last. */
    private static boolean isThere(Path cache) {
        try (Stream<Path> files = Files.list(cache)) {
            return files.anyMatch(file -> file.toString().endsWith(".key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Typed on the command line; everything else is a default. */
    String[] arguments(int port) {
        return new String[] {
            "--home", home.toString(), "--set", "port=" + port, "--set", "ws_port=0", "--set", "console_port=0"
        };
    }
}
