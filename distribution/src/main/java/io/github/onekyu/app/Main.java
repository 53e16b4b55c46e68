package io.github.onekyu.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Messages and sample texts are UTF-8 whatever the system's locale says.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Map<String, String> environment = System.getenv();
        Optional<PlainRun> plain = PlainRun.read(args);
        System.exit(
                plain.isPresent()
                        ? new Foreground(environment, out, err)
                                .run(
                                        Home.of(plain.get().home(), environment),
                                        plain.get().settings())
                        : new CommandLineReader(environment, out, err).execute(args));
    }
}
