package io.github.onekyu.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers which threads there are, and can tell later which ones are new and belong to an account: named {@code
 * onekyu-…}, or {@code XNIO-…} as those of the web server are unless it is told otherwise.
 */
final class ThreadCheck {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

    /** Fails if new ones are left after five seconds. */
    void expectNoneLeft() {
        long end = System.nanoTime() + LIMIT.toNanos();
        List<Thread> left = left();
        while (!left.isEmpty() && System.nanoTime() < end) {
            join(left.get(0));
            left = left();
        }
        if (!left.isEmpty()) {
            throw new AssertionError("threads left after the stop: "
                    + left.stream().map(Thread::getName).sorted().collect(Collectors.joining(", ")));
        }
    }

    private List<Thread> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("onekyu-")
                        || thread.getName().startsWith("XNIO-"))
                .toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for threads to end", e);
        }
    }
}
