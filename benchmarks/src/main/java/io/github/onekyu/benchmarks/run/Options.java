package io.github.onekyu.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param jdk the Java under test
 * @param rounds how often each variant has its turn
 * @param only names of rows and curves; empty for all
 * @param size how long a run
 * @param curves whether the curves are drawn too
 * @param root the folder of the project
 */
public record Options(Path jdk, int rounds, List<String> only, Size size, boolean curves, Path root) {
    public static final String USAGE = """
            usage: benchmarks/run [options]
              --jdk HOME     the Java to run everything with (default: JAVA_HOME, or the java on the PATH)
              --rounds N     rounds of every row (default 5)
              --only NAMES   these rows and curves alone, separated by commas; --list shows the names
              --no-curves    the table of goals alone
              --quick        two short rounds: do things work? Writes no documents
              --list         the names of rows and curves
            Exit codes: 0 every "must" is met, 1 one is missed, 2 usage, 3 something broke.
            """;

    /** How much is done of everything. */
    public enum Size {
        FULL,
        QUICK,
        /** Whether it runs at all, for the build. */
        SMOKE
    }

    public Options {
        only = List.copyOf(only);
    }

    /** @throws IllegalArgumentException for what cannot be understood */
    public static Options parse(String[] arguments) {
        Path jdk = Path.of(System.getProperty("java.home"));
        Path root = Path.of("");
        int rounds = 0;
        List<String> only = new ArrayList<>();
        Size size = Size.FULL;
        boolean curves = true;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--jdk" -> jdk = Path.of(value(arguments, ++i));
                case "--root" -> root = Path.of(value(arguments, ++i));
                case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i));
                case "--only" -> only.addAll(List.of(value(arguments, ++i).split(",")));
                case "--quick" -> size = Size.QUICK;
                case "--smoke" -> size = Size.SMOKE;
                case "--no-curves" -> curves = false;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (rounds == 0) {
            rounds = size == Size.FULL ? 5 : size == Size.QUICK ? 2 : 1;
        }
        return new Options(jdk.toAbsolutePath(), rounds, only, size, curves, root.toAbsolutePath());
    }

    private static String value(String[] arguments, int i) {
        if (i == arguments.length) {
            throw new IllegalArgumentException(arguments[i - 1] + " needs a value");
        }
        return arguments[i];
    }

    /** Whether results go into the repository: a whole run of full length. */
    public boolean publishes() {
        return size == Size.FULL && only.isEmpty();
    }

    boolean wants(String name) {
        return only.isEmpty() || only.contains(name);
    }
}
