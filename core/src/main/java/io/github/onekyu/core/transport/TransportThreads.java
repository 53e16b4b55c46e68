package io.github.onekyu.core.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** Threads that the account owns and stops. */
public interface TransportThreads {
    /** Bounded pool for requests that may block ({@code server_thread_pool_size}). */
    Executor requests();

    /** Bounded pool for asynchronous actions and other background work ({@code thread_pool_size}). */
    Executor workers();

    /** Deadlines, reconnects, beats. Tasks must not block: submit elsewhere. */
    ScheduledExecutorService timer();

    /** For threads that the transport makes, and therefore stops, itself: {@code onekyu-<transport>-<role>-<n>}. */
    ThreadFactory named(String role);
}
