package io.github.onekyu.core.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on a port, for messages about busy ports. Best effort: Linux only, and only processes that
 * this one may look at.
 */
public record PortOwner(long pid, String name) {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";

    /** Who listens on the TCP port, on whatever address. Never throws; may read some thousand small files. */
    public static Optional<PortOwner> of(int port) {
        try {
            return of(PROC, port);
        } catch (IOException | RuntimeException notToldHere) {
            return Optional.empty(); // a nicety of an error message must never hide that message
        }
    }

    static Optional<PortOwner> of(Path proc, int port) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            listeners(proc.resolve("net").resolve(table), port, sockets);
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsOneOf(process.resolve("fd"), sockets)) {
                    String name = Files.readString(process.resolve("comm"), StandardCharsets.UTF_8);
                    return Optional.of(
                            new PortOwner(Long.parseLong(process.getFileName().toString()), name.strip()));
                }
            }
        }
        return Optional.empty();
    }

    /** Collects the sockets in state LISTEN, as the links below {@code fd} name them. */
    private static void listeners(Path table, int port, Set<String> sockets) throws IOException {
        if (!Files.isReadable(table)) {
            return;
        }
        String end = String.format(":%04X", port);
        for (String line : Files.readAllLines(table, StandardCharsets.ISO_8859_1)) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 9 && fields[1].endsWith(end) && fields[3].equals(LISTEN)) {
                sockets.add("socket:[" + fields[9] + "]");
            }
        }
    }

    private static boolean holdsOneOf(Path directory, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException anotherUsersOrGone) {
            return false;
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException | RuntimeException closedMeanwhile) {
            return "";
        }
    }

    /** {@code nginx, process 4711}. */
    @Override
    public String toString() {
        return name + ", process " + pid;
    }
}
