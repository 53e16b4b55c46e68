package io.github.onekyu.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** A limit on this thread's own processor time, which a busy machine does not use up. */
final class CpuLimit {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuLimit() {}

    /** Runs it; fails if it took longer. */
    static void within(long millis, String what, Runnable task) {
        long start = THREADS.getCurrentThreadCpuTime();
        task.run();
        long took = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
        if (took > millis) {
            throw new AssertionError(what + " took " + took + " ms of processor time, more than " + millis);
        }
    }
}
