package io.github.onekyu.core.media;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which file an address was downloaded to, over restarts too (ENH-02): one small file for each address, so
 * that there is no common list to break. Blocks for the time of disk work; thread-safe.
 */
final class DownloadCache {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadCache.class);
    private static final Pattern ENTRY = Pattern.compile("(image|record|show)/([0-9a-f]{64}\\.[a-z0-9]{1,5})");

    private final Path dataDir;
    private final Path entries;

    DownloadCache(Path dataDir) {
        this.dataDir = dataDir;
        this.entries = dataDir.resolve("cache").resolve("media");
    }

    /** The name of the file; empty if there was no such download, or its file is gone. */
    Optional<String> find(MediaKind kind, String url) {
        try {
            Matcher entry = ENTRY.matcher(Files.readString(entry(kind, url)));
            return entry.matches() && Files.isRegularFile(dataDir.resolve(entry.group()))
                    ? Optional.of(entry.group(2))
                    : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** A download that cannot be remembered is made again, which harms nobody. */
    void remember(MediaKind kind, String url, String name) {
        try {
            Files.createDirectories(entries);
            Files.writeString(entry(kind, url), kind.directory() + "/" + name);
        } catch (IOException e) {
            LOG.debug("a download cannot be remembered in {}", entries, e);
        }
    }

    void forget(MediaKind kind, String url) {
        try {
            Files.deleteIfExists(entry(kind, url));
        } catch (IOException e) {
            LOG.debug("a download cannot be forgotten in {}", entries, e);
        }
    }

    /** Forgets all downloads and deletes their files. */
    void clear() throws IOException {
        if (!Files.isDirectory(entries)) {
            return; // nothing was ever downloaded
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(entries)) {
            for (Path each : all) {
                clear(each);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void clear(Path remembered) throws IOException {
        try {
            Matcher entry = ENTRY.matcher(Files.readString(remembered));
            if (entry.matches()) {
                Files.deleteIfExists(dataDir.resolve(entry.group()));
            }
            Files.deleteIfExists(remembered);
        } catch (NoSuchFileException forgottenMeanwhile) {
            // A send with cache=0 was faster; it is gone, as it should be.
        }
    }

    private Path entry(MediaKind kind, String url) {
        return entries.resolve(Sha256.hex(kind.directory() + " " + url));
    }
}
