package io.github.onekyu.core.media;

import io.github.onekyu.core.transport.TransportThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Downloads media: one request for however many sends wait for the same address (ENH-06), a bounded number at a time.
 *
 * <p>The client's asynchronous calls are used although blocking ones cost less: a slow server holds no thread then, and
 * what a download costs beside its bytes does not count. Thread-safe; never blocks the caller.
 */
final class Downloads implements AutoCloseable {
    private static final int AT_A_TIME = 32;
    private static final int THREADS = 2;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    /** Without a {@code timeout} a download takes as long as it takes, but a server that says nothing at all is dead. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final MediaStore store;
    private final DownloadCache cache;
    private final TransportThreads threads;
    private final String userAgent;
    private final Duration silence;

    private final Object lock = new Object();
    private final Map<Key, Download> inFlight = new HashMap<>(); // guarded by lock
    private final Deque<Download> waiting = new ArrayDeque<>(); // guarded by lock
    private int running; // guarded by lock
    private boolean closed; // guarded by lock
    private @Nullable Client client; // guarded by lock; made by the first download

    /** @param silence how long a server may say nothing */
    Downloads(MediaStore store, DownloadCache cache, TransportThreads threads, String userAgent, Duration silence) {
        this.silence = silence;
        this.store = store;
        this.cache = cache;
        this.threads = threads;
        this.userAgent = userAgent;
    }

    /** Completes with the name of the file; exceptionally if it cannot be had, or not in time (ENH-03). */
    CompletableFuture<String> fetch(MediaReference reference) {
        Key key = new Key(reference.kind(), reference.file(), !reference.cached());
        Download download;
        boolean first = false;
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.failedFuture(new IOException("the account stops"));
            }
            Download known = inFlight.get(key.asFresh());
            if (known == null) {
                known = inFlight.get(key);
            }
            if (known == null) {
                known = new Download(key);
                inFlight.put(key, known);
                first = true;
            }
            download = known;
            download.waiters++;
        }
        if (first) {
            begin(download);
        }
        CompletableFuture<String> mine = download.result.copy();
        reference.timeout().ifPresent(limit -> mine.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS));
        // Complete only after leaving: whoever sends again then must not find the download that was given up.
        return mine.whenComplete((name, failure) -> leave(download));
    }

    private void begin(Download download) {
        Key key = download.key;
        try {
            threads.workers().execute(() -> {
                if (key.fresh()) {
                    cache.forget(key.kind(), key.url());
                }
                Optional<String> known = cache.find(key.kind(), key.url());
                if (known.isPresent()) {
                    succeed(download, known.get());
                } else {
                    enqueue(download);
                }
            });
        } catch (RejectedExecutionException full) {
            fail(download, new IOException("no worker is free"));
        }
    }

    private void enqueue(Download download) {
        synchronized (lock) {
            waiting.add(download);
        }
        startWaiting();
    }

    private void startWaiting() {
        while (true) {
            Download next;
            synchronized (lock) {
                do {
                    next = closed || running >= AT_A_TIME ? null : waiting.poll();
                } while (next != null && next.result.isDone());
                if (next == null) {
                    return;
                }
                running++;
            }
            start(next);
        }
    }

    private void start(Download download) {
        Key key = download.key;
        Transfer<String> transfer = new Transfer<>(store.maxBytes(), new Transfer.Destination<>() {
            @Override
            public IncomingFile open() throws IOException {
                return store.open(key.kind());
            }

            @Override
            public String keep(IncomingFile file) throws IOException {
                String path = WebAddress.parse(key.url()).getPath();
                String name = file.keep(path == null ? "" : path);
                cache.remember(key.kind(), key.url(), name);
                return name;
            }
        });
        CompletableFuture<HttpResponse<String>> exchange;
        try {
            HttpRequest request = HttpRequest.newBuilder(WebAddress.parse(key.url()))
                    .header("User-Agent", userAgent)
                    .GET()
                    .build();
            exchange = client().sendAsync(request, transfer);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException notSent) {
            freeSlot();
            fail(download, notSent);
            return;
        }
        exchange.whenComplete((response, failure) -> {
            transfer.close();
            freeSlot();
            if (failure == null) {
                succeed(download, response.body());
            } else {
                fail(download, failure);
            }
            startWaiting();
        });
        // Whoever ends the download before its time ends the exchange by that.
        download.result.whenComplete((name, failure) -> exchange.cancel(true));
        watch(download, transfer, silence.toNanos());
    }

    private HttpClient client() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the account stops");
            }
            if (client == null) {
                client = new Client(threads);
            }
            return client.http;
        }
    }

    private void freeSlot() {
        synchronized (lock) {
            running--;
        }
    }

    /** Ends a download whose server has fallen silent. */
    private void watch(Download download, Transfer<?> transfer, long nanos) {
        Runnable check = () -> {
            long silent = System.nanoTime() - transfer.lastProgress();
            if (silent >= silence.toNanos()) {
                fail(download, new IOException("nothing came for " + silence.toSeconds() + " s"));
            } else {
                watch(download, transfer, silence.toNanos() - silent);
            }
        };
        try {
            Future<?> next = threads.timer().schedule(check, nanos, TimeUnit.NANOSECONDS);
            download.result.whenComplete((name, failure) -> next.cancel(false));
        } catch (RejectedExecutionException stopping) {
            // The account stops, which ends the download anyway.
        }
    }

    private void succeed(Download download, String name) {
        forget(download);
        download.result.complete(name);
    }

    private void fail(Download download, Throwable reason) {
        forget(download);
        download.result.completeExceptionally(reason);
    }

    /** Before it completes: a send that comes after one that was answered must not find the old download (ENH-02). */
    private void forget(Download download) {
        synchronized (lock) {
            inFlight.remove(download.key, download);
        }
    }

    /** When nobody waits any more, the download ends: no later send shall find one that hangs. */
    private void leave(Download download) {
        synchronized (lock) {
            if (--download.waiters > 0) {
                return;
            }
            inFlight.remove(download.key, download);
        }
        download.result.completeExceptionally(new IOException("nobody waits for it any more"));
    }

    @Override
    public void close() {
        List<Download> left;
        Client made;
        synchronized (lock) {
            closed = true;
            left = List.copyOf(inFlight.values());
            waiting.clear();
            made = client;
            client = null;
        }
        left.forEach(download -> fail(download, new IOException("the account stops")));
        if (made != null) {
            made.executor.shutdown();
        }
    }

    /** @param fresh whether an earlier download will not do */
    private record Key(MediaKind kind, String url, boolean fresh) {
        Key asFresh() {
            return fresh ? this : new Key(kind, url, true);
        }
    }

    private static final class Download {
        private final Key key;
        private final CompletableFuture<String> result = new CompletableFuture<>();
        private int waiters; // guarded by the lock of Downloads

        Download(Key key) {
            this.key = key;
        }
    }

    /** @param executor its threads write the files */
    static HttpClient http(Executor executor) {
        return HttpClient.newBuilder()
                .executor(executor)
                // An offer of HTTP/2 inside a plain request confuses some picture hosts, and gains nothing here.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** An HTTP client with threads of its own, which write the files. */
    private static final class Client {
        private final ThreadPoolExecutor executor;
        private final HttpClient http;

        Client(TransportThreads threads) {
            executor = new ThreadPoolExecutor(
                    THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads.named("media"));
            executor.allowCoreThreadTimeOut(true);
            http = http(executor);
        }
    }
}
