package io.github.onekyu.core.media;

import io.github.onekyu.core.internal.account.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the files that a backend's own operations name, such as uploads, by the rules for media that are sent: the
 * same size limit, the same switch for {@code file:} addresses, the same patience with silent servers. Unlike media,
 * they are kept where the caller says, and nothing is reused. Thread-safe.
 */
public final class FileFetcher implements AutoCloseable {
    private static final int AT_A_TIME = 32;

    private final MediaSettings settings;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Duration silence;
    private final Set<Download> running = ConcurrentHashMap.newKeySet();
    private @Nullable HttpClient client; // guarded by this; made by the first download
    private boolean closed; // guarded by this

    /**
     * @param executor its threads write what is downloaded
     * @param timer ends downloads whose server has fallen silent
     */
    public FileFetcher(MediaSettings settings, Executor executor, ScheduledExecutorService timer) {
        this(settings, executor, timer, Downloads.SILENCE);
    }

    /** @param silence how long a server may say nothing */
    FileFetcher(MediaSettings settings, Executor executor, ScheduledExecutorService timer, Duration silence) {
        this.silence = silence;
        this.settings = settings;
        this.executor = executor;
        this.timer = timer;
    }

    /** Whether it is an {@code http} or {@code https} address. */
    public static boolean isWeb(String file) {
        return reference(file).isWeb();
    }

    /** Whether {@link #fetch} can read it: a web address, a {@code file:} address, base64 data or an absolute path. */
    public static boolean isFetched(String file) {
        return isWeb(file)
                || reference(file).isFileUri()
                || file.startsWith(MediaReference.BASE64)
                || absolute(file).isPresent();
    }

    /** How to name it to people: an address without its query, never data. */
    public static String shown(String file) {
        return isFetched(file) && absolute(file).isEmpty() ? reference(file).shown() : '"' + file + '"';
    }

    private static MediaReference reference(String file) {
        return new MediaReference(MediaKind.IMAGE, file, false, Optional.empty());
    }

    private static Optional<Path> absolute(String file) {
        if (file.startsWith(MediaReference.BASE64)) {
            return Optional.empty(); // data may be long, and a path of them longer
        }
        try {
            return Optional.of(Path.of(file)).filter(Path::isAbsolute);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /**
     * Fetches it. The target is there only with all its bytes on disk, and never without any. Blocks for disk work, never
     * for the network.
     *
     * <p>Completes with the number of bytes; exceptionally with {@link java.io.FileNotFoundException} where it names a
     * file that is not there, {@link IllegalArgumentException} where it cannot be read as what it is, {@link
     * IOException} otherwise. {@link #reason} says each in words.
     *
     * @param file as in {@link #isFetched}
     * @param headers of the request for a web address
     * @param target a new name; its directory is made if missing
     */
    public CompletableFuture<Long> fetch(String file, Map<String, String> headers, Path target) {
        try {
            if (isWeb(file)) {
                return download(file, headers, target);
            }
            Optional<Path> path = absolute(file);
            if (path.isPresent() || reference(file).isFileUri()) {
                if (!settings.allowFileUris()) {
                    throw new IOException("files of this machine are turned off (allow_file_uri = no)");
                }
                return CompletableFuture.completedFuture(copy(path.orElseGet(() -> FileUri.path(file)), target));
            }
            byte[] bytes = LocalMedia.decoded(reference(file));
            try (IncomingFile to = open(target)) {
                to.write(ByteBuffer.wrap(bytes));
                return CompletableFuture.completedFuture(to.keepAs(target));
            }
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Copies a file that may be read whatever the settings say. Otherwise as {@link #fetch}; blocks.
     *
     * @return the number of bytes
     */
    public long copy(Path file, Path target) throws IOException {
        LocalMedia.check(file, settings.maxBytes());
        try (IncomingFile to = open(target)) {
            LocalMedia.pour(file, to);
            return to.keepAs(target);
        }
    }

    private IncomingFile open(Path target) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(target + " is in no directory");
        }
        return new IncomingFile(Files.createDirectories(directory), settings.maxBytes());
    }

    private CompletableFuture<Long> download(String url, Map<String, String> headers, Path target) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(WebAddress.parse(url))
                .setHeader("User-Agent", Version.userAgent())
                .GET();
        headers.forEach(request::setHeader);
        Transfer<Long> transfer = new Transfer<>(settings.maxBytes(), new Transfer.Destination<>() {
            @Override
            public IncomingFile open() throws IOException {
                return FileFetcher.this.open(target);
            }

            @Override
            public Long keep(IncomingFile file) throws IOException {
                return file.keepAs(target);
            }
        });
        Download download = new Download(transfer, new CompletableFuture<>());
        CompletableFuture<Long> result = download.result;
        CompletableFuture<HttpResponse<Long>> exchange;
        synchronized (this) {
            if (closed) {
                throw new IOException("the account stops");
            }
            if (running.size() >= AT_A_TIME) {
                throw new IOException(AT_A_TIME + " downloads are under way already; try again later");
            }
            if (client == null) {
                client = Downloads.http(executor);
            }
            running.add(download);
            result.whenComplete((size, failure) -> running.remove(download));
            try {
                exchange = client.sendAsync(request.build(), transfer);
            } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException notSent) {
                result.completeExceptionally(notSent);
                return result;
            }
        }
        exchange.whenComplete((response, failure) -> {
            transfer.close();
            if (failure == null) {
                result.complete(response.body());
            } else {
                result.completeExceptionally(failure);
            }
        });
        // Whoever ends it before its time ends the exchange by that.
        result.whenComplete((size, failure) -> exchange.cancel(true));
        watch(download, silence.toNanos());
        return result;
    }

    private void watch(Download download, long nanos) {
        Runnable check = () -> {
            long left = silence.toNanos() - (System.nanoTime() - download.transfer.lastProgress());
            if (left > 0) {
                watch(download, left);
                return;
            }
            IOException reason = new IOException("nothing came for " + silence.toSeconds() + " s");
            try {
                executor.execute(() -> download.giveUp(reason));
            } catch (RejectedExecutionException stopping) {
                download.giveUp(reason);
            }
        };
        try {
            Future<?> next = timer.schedule(check, nanos, TimeUnit.NANOSECONDS);
            download.result.whenComplete((size, failure) -> next.cancel(false));
        } catch (RejectedExecutionException stopping) {
            // The account stops, which ends the download anyway.
        }
    }

    private record Download(Transfer<Long> transfer, CompletableFuture<Long> result) {
        /** What came so far is gone before anybody is told. */
        void giveUp(IOException reason) {
            transfer.close();
            result.completeExceptionally(reason);
        }
    }

    /** A failure of {@link #fetch} in words. */
    public static String reason(Throwable failure) {
        return MediaFetcher.reason(failure);
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            client = null;
        }
        Set.copyOf(running).forEach(each -> each.giveUp(new IOException("the account stops")));
    }
}
