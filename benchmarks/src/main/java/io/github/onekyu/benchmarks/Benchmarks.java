package io.github.onekyu.benchmarks;

import io.github.onekyu.benchmarks.run.Options;
import io.github.onekyu.benchmarks.run.Session;
import java.util.List;

/** What {@code benchmarks/run} starts. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        if (List.of(arguments).contains("--list")) {
            Session.names().forEach(System.out::println);
            return 0;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.err.println(Options.USAGE);
            return 2;
        }
        return new Session(options).run();
    }
}
