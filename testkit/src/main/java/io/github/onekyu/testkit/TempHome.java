package io.github.onekyu.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that exists from the first question until it is deleted. */
final class TempHome {
    private @Nullable Path path;

    synchronized Path path() {
        if (path == null) {
            try {
                path = Files.createTempDirectory("onekyu-test-");
            } catch (IOException e) {
                throw new UncheckedIOException("no directory for temporary files", e);
            }
        }
        return path;
    }

    synchronized void delete() {
        Path root = path;
        path = null;
        if (root == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stillInUse) {
            // what lies in the directory for temporary files may stay there
        }
    }
}
