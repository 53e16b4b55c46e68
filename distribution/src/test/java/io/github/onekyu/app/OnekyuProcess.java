package io.github.onekyu.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program as somebody has it who unpacked the zip: a process, its output, its ports. */
final class OnekyuProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path out;
    private final Path err;

    private OnekyuProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Unpacks the zip that the build has made; answers the folder in it. */
    static Path unpack(Path into) {
        URI zip = URI.create("jar:" + Path.of(System.getProperty("onekyu.zip")).toUri());
        try (FileSystem packed = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> entries = Files.walk(packed.getPath("/"))) {
            for (Path entry : entries.toList()) {
                Path target = into.resolve(entry.toString().substring(1));
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    try (InputStream content = Files.newInputStream(entry)) {
                        Files.copy(content, target);
                    }
                    @SuppressWarnings("unchecked")
                    Set<PosixFilePermission> rights =
                            (Set<PosixFilePermission>) Files.getAttribute(entry, "zip:permissions");
                    Files.setPosixFilePermissions(target, rights);
                }
            }
            try (Stream<Path> folders = Files.list(into)) {
                return folders.filter(f -> f.getFileName().toString().startsWith("onekyu-"))
                        .findFirst()
                        .orElseThrow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OnekyuProcess start(Path folder, Map<String, String> environment, String... arguments) {
        try {
            List<String> command =
                    new ArrayList<>(List.of(folder.resolve("bin/onekyu").toString()));
            command.addAll(List.of(arguments));
            Path out = Files.createTempFile("onekyu-", ".out");
            Path err = Files.createTempFile("onekyu-", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("ONEKYU_") || name.startsWith("CQHTTP_"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // No background work beside what is measured by time limits; StartArchiveIT says otherwise.
            builder.environment().put("ONEKYU_CDS", "no");
            builder.environment().putAll(environment);
            return new OnekyuProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sandbox of its own at this home, with free ports. */
    static OnekyuProcess startSandbox(Path folder, Path home, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--home", home.toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        for (String port : new String[] {"port", "ws_port", "console_port"}) {
            arguments.addAll(List.of("--set", port + "=0"));
        }
        return start(folder, Map.of(), arguments.toArray(String[]::new));
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the line that says so. */
    OnekyuProcess awaitReady() {
        await().atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + "\n" + out() + err());
            }
            return out().contains("\nReady in ");
        });
        return this;
    }

    /** The real port that the first-minute text names on the line with this label. */
    int port(String label) {
        Matcher port =
                Pattern.compile("(?m)^  " + label + " +\\w+://[^:]+:(\\d+)").matcher(out());
        if (!port.find()) {
            throw new AssertionError("no line " + label + " in\n" + out());
        }
        return Integer.parseInt(port.group(1));
    }

    HttpResponse<String> get(String label, String path) {
        return send(HttpRequest.newBuilder(uri(label, path)).build());
    }

    HttpResponse<String> post(String label, String path, String json) {
        return send(HttpRequest.newBuilder(uri(label, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private URI uri(String label, String path) {
        return URI.create("http://127.0.0.1:" + port(label) + path);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** SIGHUP. */
    void hangUp() {
        try {
            int code = new ProcessBuilder("kill", "-HUP", Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** SIGTERM; answers the exit code. */
    int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running\n" + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
        for (Path file : List.of(out, err)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stillOpen) {
                // what lies in the directory for temporary files may stay there
            }
        }
    }
}
