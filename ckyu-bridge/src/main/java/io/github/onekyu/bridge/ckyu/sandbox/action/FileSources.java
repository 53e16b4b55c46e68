package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;

import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.media.FileFetcher;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the bytes of uploads come from, and downloads go. Failures are {@link BackendException}s that name the thing.
 * Blocks for disk work, never for the network.
 */
public final class FileSources {
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}(?=$|[?#])");

    private final FileFetcher fetcher;
    private final MediaFiles media;
    private final Path downloads;

    /** @param downloads where downloaded files stay */
    public FileSources(FileFetcher fetcher, MediaFiles media, Path downloads) {
        this.fetcher = fetcher;
        this.media = media;
        this.downloads = downloads.toAbsolutePath().normalize();
    }

    /**
     * Fetches what a {@code file} parameter names: an address, base64 data, a path, or the name of a medium or download.
     * A downloaded file may be used also where other files of this machine may not. Completes with the size.
     */
    CompletableFuture<Long> fetch(String file, Path target) {
        try {
            Optional<Path> own = FileFetcher.isFetched(file) ? downloaded(file) : Optional.of(medium(file));
            if (own.isPresent()) {
                return CompletableFuture.completedFuture(fetcher.copy(own.get(), target));
            }
            return named(file, fetcher.fetch(file, Map.of(), target));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(refused(file, e));
        }
    }

    /** Completes with the file, which has a new name each time. */
    CompletableFuture<Path> download(String url, Map<String, String> headers) {
        if (!FileFetcher.isWeb(url)) {
            return CompletableFuture.failedFuture(refusal(
                    Retcode.BAD_PARAMS.value(),
                    "download_file: url is " + FileFetcher.shown(url) + "; expected http:// or https://"));
        }
        Matcher extension = EXTENSION.matcher(url);
        Path target = downloads.resolve(UUID.randomUUID() + (extension.find() ? extension.group() : ".tmp"));
        return named(url, fetcher.fetch(url, headers, target)).thenApply(size -> target);
    }

    /** A file of the downloads by its path; a path that leads out of there by way of ".." is another's. */
    private Optional<Path> downloaded(String file) {
        if (!file.startsWith(downloads.toString())) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(file).normalize();
            return Optional.of(path).filter(each -> downloads.equals(each.getParent()));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private Path medium(String name) throws FileNotFoundException {
        return media.anywhere(name)
                .orElseThrow(() -> new FileNotFoundException(
                        "it is no address, no absolute path, and no name of a " + "medium or download"));
    }

    private static <T> CompletableFuture<T> named(String file, CompletableFuture<T> fetched) {
        CompletableFuture<T> result = new CompletableFuture<>();
        fetched.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(refused(file, failure));
            }
        });
        return result;
    }

    private static BackendException refused(String file, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        int code = Retcode.FAILED.value();
        if (cause instanceof IllegalArgumentException) {
            code = Retcode.BAD_PARAMS.value();
        } else if (cause instanceof FileNotFoundException) {
            code = HostCodes.NO_DATA;
        }
        return new BackendException(
                code, "file " + FileFetcher.shown(file) + " cannot be taken: " + FileFetcher.reason(cause), cause);
    }
}
