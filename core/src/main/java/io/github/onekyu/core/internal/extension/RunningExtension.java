package io.github.onekyu.core.internal.extension;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.extension.Extension;
import io.github.onekyu.core.extension.MissedActionResult;
import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An extension with its one thread and the bounded queue before it. What it throws stays here, and so does the time it
 * takes: an event waits for it a second at the most, and not at all while it is behind (EXT-05). Thread-safe.
 */
final class RunningExtension {
    private static final Logger LOG = LoggerFactory.getLogger(RunningExtension.class);
    private static final int QUEUE = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration CREATION = Duration.ofSeconds(30);

    private final String name;
    private final ThreadPoolExecutor thread;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean behind;
    private @Nullable Extension extension; // only the extension's own thread uses it

    /** @param classes where the extension's code looks for its own resources */
    RunningExtension(String name, ThreadFactory threads, ClassLoader classes) {
        this.name = name;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> {
            Thread made = threads.newThread(task);
            made.setContextClassLoader(classes);
            return made;
        });
    }

    /** Makes the extension; false if it cannot be made, or not in time. */
    boolean create(Supplier<Extension> maker) {
        CompletableFuture<Void> made =
                submit(new Hook("create", () -> extension = Objects.requireNonNull(maker.get(), "no extension"))).ended;
        if (!awaited(made, CREATION)) {
            LOG.error(
                    "OKY-1902 extension {} was not ready within {} s; the account starts without it",
                    name,
                    CREATION.toSeconds());
        } else if (!made.isCompletedExceptionally()) {
            LOG.info("extension {} on", name);
            return true;
        } else {
            LOG.error("OKY-1902 extension {} cannot be created; the account starts without it", name);
        }
        thread.shutdownNow();
        return false;
    }

    /** @param await whether to let the extension see the event before it goes on */
    void event(JsonObject event, boolean await) {
        Hook hook = submit(new Hook("event", () -> hooks().onEvent(event)));
        if (hook.refused) {
            long count = dropped.incrementAndGet();
            if (isPowerOfTen(count)) {
                LOG.warn("OKY-1905 extension {} is too slow; it has missed {} events until now", name, count);
            }
        } else if (await && !behind && !awaited(hook.ended, PATIENCE)) {
            behind = true;
            LOG.warn(
                    "OKY-1904 extension {} took longer than {} ms for an event; events do not wait for it until it has"
                            + " caught up",
                    name,
                    PATIENCE.toMillis());
        }
    }

    /** Completes, never exceptionally, when the extension has had its say. */
    CompletableFuture<Void> missed(ActionRequest request, MissedActionResult result) {
        return submit(new Hook("missed action", () -> hooks().onMissedAction(request, result)))
                .ended
                .exceptionally(logged -> null);
    }

    /** Ends what is queued, destroys the extension within the grace, then interrupts it. */
    void destroy(Duration grace) {
        List<Runnable> left = new ArrayList<>();
        thread.getQueue().drainTo(left);
        drop(left);
        CompletableFuture<Void> destroyed = submit(new Hook("destroy", () -> hooks().destroy())).ended;
        thread.shutdown();
        if (!awaited(destroyed, grace)) {
            LOG.warn("OKY-1906 extension {} did not end within {} ms; stopping anyway", name, grace.toMillis());
        }
        drop(thread.shutdownNow());
    }

    private Extension hooks() {
        return Objects.requireNonNull(extension, "created first");
    }

    /** Queues a hook for the extension's thread. */
    private Hook submit(Hook hook) {
        try {
            thread.execute(hook);
        } catch (RejectedExecutionException fullOrStopped) {
            hook.refused = true;
            hook.ended.complete(null);
        }
        return hook;
    }

    private static void drop(List<Runnable> tasks) {
        tasks.forEach(task -> {
            if (task instanceof Hook hook) {
                hook.ended.complete(null);
            }
        });
    }

    private static boolean awaited(CompletableFuture<Void> stage, Duration limit) {
        try {
            stage.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException logged) {
            return true; // it has ended, and that is what the question was
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }

    /** One call of the extension; what it throws is logged, and completes {@code ended} exceptionally. */
    private final class Hook implements Runnable {
        private final String kind;
        private final Runnable call;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private boolean refused; // only the thread that submits it uses it

        Hook(String kind, Runnable call) {
            this.kind = kind;
            this.call = call;
        }

        @Override
        public void run() {
            try {
                call.run();
                ended.complete(null);
            } catch (Throwable thrown) { // foreign code: missing classes and failed assertions are its own affair, too
                long count = failures.incrementAndGet();
                if (isPowerOfTen(count)) {
                    LOG.warn(
                            "OKY-1903 extension {} failed in its {} hook, {} times until now",
                            name,
                            kind,
                            count,
                            thrown);
                }
                ended.completeExceptionally(thrown);
            }
            if (thread.getQueue().isEmpty()) {
                behind = false;
            }
        }
    }
}
