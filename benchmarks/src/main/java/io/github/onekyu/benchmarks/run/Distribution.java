package io.github.onekyu.benchmarks.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * What the build has made.
 *
 * @param plain the product's folder, untouched
 * @param extended a folder with the same launcher and jars, and this module's jar in {@code plugins/}
 * @param benchmarks the target folder of this module
 */
public record Distribution(Path plain, Path extended, Path benchmarks) {
    static Distribution with(Path root, Path extended) {
        Path plain = root.resolve("distribution/target/onekyu");
        Path benchmarks = root.resolve("benchmarks/target");
        if (!Files.isExecutable(plain.resolve("bin/onekyu"))) {
            throw new IllegalStateException(
                    plain + " is not there; build it: mvn -q -pl benchmarks -am -DskipTests package");
        }
        try {
            copy(plain.resolve("bin"), extended.resolve("bin"));
            copy(plain.resolve("lib"), extended.resolve("lib"));
            Path plugins = Files.createDirectories(extended.resolve("plugins"));
            Path jar = jar(benchmarks);
            Files.copy(jar, plugins.resolve(jar.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Distribution(plain, extended, benchmarks);
    }

    private static Path jar(Path benchmarks) throws IOException {
        try (Stream<Path> files = Files.list(benchmarks)) {
            return files.filter(file -> file.getFileName().toString().matches("onekyu-benchmarks-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no jar in " + benchmarks + "; build it"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** For the stand-ins. */
    String benchmarksClassPath() {
        return benchmarks.resolve("classes") + File.pathSeparator + benchmarks.resolve("lib/*");
    }

    /** For programs of this module that are built on the product. */
    String extendedClassPath() {
        return extended.resolve("lib/*") + File.pathSeparator + extended.resolve("plugins/*");
    }
}
