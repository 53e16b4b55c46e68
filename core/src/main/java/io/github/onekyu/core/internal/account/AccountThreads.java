package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.transport.TransportThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The account's pools. Threads are named {@code onekyu-<role>-<n>} and are daemons, so none keeps a process alive. */
public final class AccountThreads implements TransportThreads, AutoCloseable {
    /** Calls that may wait for a pool thread; more are refused at once rather than answered too late. */
    private static final int WAITING = 10_000;

    private final ThreadPoolExecutor requests;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;

    /** Sizes of 0 and below mean twice the processors and one (config.md §3). */
    public AccountThreads(long requestThreads, long workerThreads) {
        requests = pool("request", requestThreads);
        workers = pool("worker", workerThreads);
        timer = new ScheduledThreadPoolExecutor(1, factory("timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadPoolExecutor pool(String role, long size) {
        int threads =
                size > 0 ? (int) Math.min(size, 1024) : Runtime.getRuntime().availableProcessors() * 2 + 1;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), factory(role));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public Executor requests() {
        return requests;
    }

    @Override
    public Executor workers() {
        return workers;
    }

    @Override
    public ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public ThreadFactory named(String role) {
        return factory(role);
    }

    /** Lets running tasks finish within the grace, then interrupts them. */
    public void close(Duration grace) {
        timer.shutdownNow();
        requests.shutdown();
        workers.shutdown();
        long deadline = System.nanoTime() + grace.toNanos();
        for (ExecutorService pool : new ExecutorService[] {requests, workers, timer}) {
            try {
                if (!pool.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    pool.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                pool.shutdownNow();
            }
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** A factory of daemon threads named {@code onekyu-<role>-<n>}. */
    public static ThreadFactory factory(String role) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "onekyu-" + role + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
