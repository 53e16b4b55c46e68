package io.github.onekyu.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of nearly every start: {@code [run] [--home DIR] [--set key=value]...}. It is read here because picocli,
 * whose classes are too old for the JVM's archive, would cost a third of the time to the first answer. Everything else,
 * every mistake too, is for {@link CommandLineReader}, which reads what this accepts in the same way.
 *
 * @param home as typed
 * @param settings later ones of a key win
 */
record PlainRun(Optional<Path> home, Map<String, String> settings) {
    /** Empty if anything is unusual. */
    static Optional<PlainRun> read(String... args) {
        Optional<Path> home = Optional.empty();
        Map<String, String> settings = new LinkedHashMap<>();
        int next = args.length > 0 && args[0].equals("run") ? 1 : 0;
        while (next < args.length) {
            String option = args[next++];
            String value;
            int separator = option.indexOf('=');
            if (separator > 0) {
                value = option.substring(separator + 1);
                option = option.substring(0, separator);
            } else if (next < args.length) {
                value = args[next++];
            } else {
                return Optional.empty();
            }
            if (value.isEmpty() || value.startsWith("-")) {
                return Optional.empty();
            }
            if (option.equals("--home") && home.isEmpty()) {
                try {
                    home = Optional.of(Path.of(value));
                } catch (InvalidPathException mistake) {
                    return Optional.empty();
                }
            } else if (!option.equals("--set") || !put(settings, value)) {
                return Optional.empty();
            }
        }
        return Optional.of(new PlainRun(home, settings));
    }

    /** @return false if this is not {@code key=value} */
    static boolean put(Map<String, String> settings, String setting) {
        int separator = setting.indexOf('=');
        if (separator < 1) {
            return false;
        }
        settings.put(setting.substring(0, separator).strip(), setting.substring(separator + 1));
        return true;
    }
}
