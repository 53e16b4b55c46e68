package io.github.onekyu.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where configuration and data are. */
final class Home {
    private Home() {}

    /** What was typed, else {@code ONEKYU_HOME}, else the unpacked folder, else the working directory. */
    static Path of(Optional<Path> typed, Map<String, String> environment) {
        if (typed.isPresent()) {
            return typed.get();
        }
        for (String variable : List.of("ONEKYU_HOME", "ONEKYU_DIST")) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return Path.of(value);
            }
        }
        return Path.of("");
    }
}
