package io.github.onekyu.transport.http;

import java.util.Set;

/** What a path stands for (HTTP-01, HTTP-02, FILE-01). Decided on the path as it was sent, before any decoding. */
sealed interface Route {
    /** {@code /action} or {@code /action/}; the name is decoded. */
    record Api(String action) implements Route {}

    /**
     * {@code /data/<directory>/<path>}.
     *
     * @param path decoded, not empty, and not to be trusted
     */
    record DataFile(String directory, String path) implements Route {}

    /** Anything else. */
    record Nothing() implements Route {}

    Route NOTHING = new Nothing();
    Set<String> DATA_DIRECTORIES = Set.of("image", "record", "show", "bface");

    /** @param path from the request line: encoded, without query */
    static Route of(String path) {
        int slash = path.indexOf('/', 1);
        if (!path.startsWith("/") || path.length() == 1 || slash == 1) {
            return NOTHING;
        }
        if (slash < 0) {
            return new Api(UrlEncoded.segment(path.substring(1)));
        }
        if (slash == path.length() - 1) {
            return new Api(UrlEncoded.segment(path.substring(1, slash)));
        }
        return path.startsWith("/data/") ? dataFile(path) : NOTHING;
    }

    private static Route dataFile(String path) {
        int start = "/data/".length();
        int slash = path.indexOf('/', start);
        if (slash < 0 || slash == path.length() - 1 || !DATA_DIRECTORIES.contains(path.substring(start, slash))) {
            return NOTHING;
        }
        return new DataFile(path.substring(start, slash), UrlEncoded.segment(path.substring(slash + 1)));
    }
}
