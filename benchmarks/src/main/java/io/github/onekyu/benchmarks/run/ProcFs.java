package io.github.onekyu.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux tells about a process. */
public final class ProcFs {
    /** Microseconds for each tick of the kernel's clock for people, on every Linux of today. */
    static final double TICK = 10_000;

    private ProcFs() {}

    /** Processor time so far, in microseconds; ten milliseconds exact. */
    public static double cpuMicros(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        // The name, in brackets, may hold anything; utime and stime are the 14th and 15th field.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
    }

    /** Resident memory in bytes. */
    public static long residentBytes(long pid) {
        return status(pid, "VmRSS:") * 1024;
    }

    public static long threads(long pid) {
        return status(pid, "Threads:");
    }

    /** Open files, sockets among them. */
    public static long files(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long status(long pid, String key) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
