package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * An installed product that has been started once, and was left running until it had prepared its next start, if that is
 * something it does.
 */
record Prepared(Path home, Path cache) {
    /** A start that has begun no other process by then will not. */
    private static final Duration BEGIN = Duration.ofSeconds(4);

    private static final Duration LIMIT = Duration.ofMinutes(3);

    static Prepared by(Lab lab) {
        Prepared prepared = new Prepared(lab.newFolder("home"), lab.newFolder("cache"));
        Path folder = lab.newFolder("first-start");
        Process process = lab.installed(folder, prepared.cache(), prepared.arguments(0));
        try {
            Lab.await(process, folder, Pattern.compile("\nReady in "));
            Lab.pause(BEGIN);
            Lab.until(
                    "preparation of the next start",
                    LIMIT,
                    () -> process.descendants().findAny().isEmpty());
        } finally {
            Server.end(process);
        }
        return prepared;
    }

    /** Typed on the command line; everything else is a default. */
    String[] arguments(int port) {
        return new String[] {
            "--home", home.toString(), "--set", "port=" + port, "--set", "ws_port=0", "--set", "console_port=0"
        };
    }
}
