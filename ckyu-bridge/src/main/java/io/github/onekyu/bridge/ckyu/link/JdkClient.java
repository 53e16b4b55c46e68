package io.github.onekyu.bridge.ckyu.link;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Java's own client on two threads of ours. One connection needs no library: the client hands over status and close
 * codes, closes a socket that is silent, sends path and query as they are, and leaves the queue to us.
 */
final class JdkClient implements AutoCloseable {
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(2, 2, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("link"));
    private final HttpClient client;

    JdkClient(Duration connectLimit) {
        pool.allowCoreThreadTimeOut(true);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectLimit)
                .executor(this::execute)
                .build();
    }

    static ThreadFactory threads(String role) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "onekyu-" + role + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    HttpClient client() {
        return client;
    }

    Executor executor() {
        return this::execute;
    }

    /** Before Java 21 the client's selector thread ends only when the client is collected, and may still have errands. */
    private void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    @Override
    public void close() {
        try {
            // Since Java 21; on 17 the selector thread goes when the client is collected, and holds nothing open.
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException none) {
            // Nothing else can be done for it.
        }
        pool.shutdown();
    }
}
