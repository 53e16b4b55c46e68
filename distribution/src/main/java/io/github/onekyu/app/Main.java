package io.github.onekyu.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Messages and sample texts are UTF-8 whatever the system's locale says.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new CommandLineReader(System.getenv(), out, err).execute(args));
    }
}
