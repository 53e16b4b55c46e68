package io.github.onekyu.benchmarks.control;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a virtual machine knows about itself, by command. */
public final class JvmFigures {
    private JvmFigures() {}

    /** Answers {@code heap}, {@code threads} and {@code allocated}; empty for everything else. */
    public static Optional<String> answer(List<String> words) {
        return switch (words.get(0)) {
            case "heap" -> Optional.of(Long.toString(heap()));
            case "threads" ->
                Optional.of(Integer.toString(ManagementFactory.getThreadMXBean().getThreadCount()));
            case "allocated" -> Optional.of(Long.toString(allocated()));
            default -> Optional.empty();
        };
    }

    /**
     * Bytes in use after a collection. The serial collector leaves some dead objects where they are, except in every
     * fourth collection.
     */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            ManagementFactory.getMemoryMXBean().gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** Bytes that all living threads but the asking one have allocated. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long asking = Thread.currentThread().getId();
        long[] others = Arrays.stream(threads.getAllThreadIds())
                .filter(id -> id != asking)
                .toArray();
        return Arrays.stream(threads.getThreadAllocatedBytes(others))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
