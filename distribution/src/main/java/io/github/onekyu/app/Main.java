package io.github.onekyu.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        sparePool();
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

    /**
     * Before Java 25, where the common pool has one thread at most, {@code java.net.http} starts a thread of its own for the
     * end of each asynchronous exchange, which costs more than the exchange. To be called before anything uses that pool.
     */
    private static void sparePool() {
        String key = "java.util.concurrent.ForkJoinPool.common.parallelism";
        if (Runtime.getRuntime().availableProcessors() <= 2 && System.getProperty(key) == null) {
            System.setProperty(key, "2");
        }
    }
}
