package io.github.onekyu.core.media;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.TransportThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what the media references of a send name and puts the names of the files in their places (ENH-01 to ENH-10).
 * Thread-safe; never blocks the caller. Starts no thread before the first download.
 */
public final class MediaFetcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaFetcher.class);

    private final Executor workers;
    private final LocalMedia local;
    private final DownloadCache cache;
    private final Downloads downloads;

    /** @param userAgent what downloads call us */
    public MediaFetcher(MediaSettings settings, TransportThreads threads, String userAgent) {
        MediaStore store = new MediaStore(settings.dataDir(), settings.maxBytes());
        this.workers = threads.workers();
        this.local = new LocalMedia(store, settings.allowFileUris());
        this.cache = new DownloadCache(settings.dataDir());
        this.downloads = new Downloads(store, cache, threads, userAgent, Downloads.SILENCE);
    }

    /**
     * The parameters of a send with local names for what could be fetched; what could not stays as it was, so that the
     * host says what it thinks of it (ENH-05). Never completes exceptionally.
     *
     * @return done already, with {@code params} itself, where there is nothing to fetch
     */
    public CompletableFuture<JsonObject> localise(JsonObject params) {
        Set<MediaReference> wanted = new LinkedHashSet<>(0);
        MediaMessages.rewrite(params, reference -> {
            wanted.add(reference);
            return Optional.empty();
        });
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(params);
        }
        Map<MediaReference, CompletableFuture<Optional<String>>> names = new HashMap<>();
        wanted.forEach(reference -> names.put(reference, name(reference)));
        return CompletableFuture.allOf(names.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> MediaMessages.rewrite(
                        params,
                        reference -> java.util.Objects.requireNonNull(names.get(reference))
                                .join()));
    }

    private CompletableFuture<Optional<String>> name(MediaReference reference) {
        CompletableFuture<String> name =
                reference.isWeb() ? downloads.fetch(reference) : onWorker(() -> local.copy(reference));
        return name.handle((file, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "OKY-1620 media cannot be fetched from {}: {}; the message goes to the chat host with the"
                                + " reference as it is",
                        reference.shown(),
                        reason(failure));
                return Optional.empty();
            }
            return Optional.of(file);
        });
    }

    private CompletableFuture<String> onWorker(DiskWork work) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return work.run();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    workers);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(new IOException("no worker is free"));
        }
    }

    static String reason(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof UncheckedIOException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException) {
            return "it took longer than its timeout";
        }
        if (cause instanceof FileSystemException) {
            return cause.toString(); // its message may be no more than a path
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /**
     * Forgets all downloads and deletes their files (A-clean_cache). Blocks for the time of disk work.
     *
     * @throws IOException if something cannot be deleted
     */
    public void clearCache() throws IOException {
        cache.clear();
    }

    /** Gives up what is under way; the sends that wait for it go on with their references as they were. */
    @Override
    public void close() {
        downloads.close();
    }

    private interface DiskWork {
        String run() throws IOException;
    }
}
