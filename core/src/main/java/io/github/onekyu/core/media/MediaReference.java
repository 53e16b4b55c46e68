package io.github.onekyu.core.media;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A {@code file} that must be fetched before the host can use it.
 *
 * @param file the value as it was sent: a web address, a {@code file:} address or base64 data
 * @param cached whether an earlier download will do (ENH-02)
 * @param timeout how long the download may take; empty for no limit (ENH-03)
 */
record MediaReference(MediaKind kind, String file, boolean cached, Optional<Duration> timeout) {
    static final String BASE64 = "base64://";
    static final String FILE = "file:";
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";
    /** More seconds than this are as good as no limit, and would not fit a timer's nanoseconds for ever. */
    private static final long LONGEST_SECONDS = 10_000_000;

    /** The reference in the data of a segment; empty for a name of the host's own (ENH-09). */
    static Optional<MediaReference> of(MediaKind kind, JsonObject data) {
        return data.string("file")
                .filter(file -> isWeb(file) || isFileUri(file) || isBase64(file))
                .map(file -> new MediaReference(
                        kind, file, Params.bool(data.get("cache")).orElse(true), timeout(data)));
    }

    private static Optional<Duration> timeout(JsonObject data) {
        long seconds = Params.integer(data.get("timeout")).orElse(0);
        return seconds > 0 && seconds <= LONGEST_SECONDS ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    boolean isWeb() {
        return isWeb(file);
    }

    boolean isFileUri() {
        return isFileUri(file);
    }

    private static boolean isWeb(String file) {
        return startsWith(file, HTTP) || startsWith(file, HTTPS);
    }

    private static boolean isFileUri(String file) {
        return startsWith(file, FILE);
    }

    private static boolean isBase64(String file) {
        return file.startsWith(BASE64);
    }

    /** Schemes are read in any case (ENH-13). */
    private static boolean startsWith(String file, String scheme) {
        return file.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** For logs: an address without its query, which may hold a secret; never the data themselves. */
    String shown() {
        if (isWeb()) {
            try {
                URI uri = WebAddress.parse(file);
                return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
            } catch (IllegalArgumentException noAddress) {
                return "an address that cannot be read";
            }
        }
        return isFileUri()
                ? file.replaceAll("\\p{Cntrl}", "?")
                : "base64 data of " + (file.length() - BASE64.length()) + " characters";
    }
}
