package io.github.onekyu.core.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The media files of an account, named by what is in them. Blocks for the time of disk work; thread-safe. */
final class MediaStore {
    private final Path dataDir;
    private final long maxBytes;

    MediaStore(Path dataDir, long maxBytes) {
        this.dataDir = dataDir;
        this.maxBytes = maxBytes;
    }

    /** Begins a file; whoever gets it closes it. */
    IncomingFile open(MediaKind kind) throws IOException {
        return new IncomingFile(Files.createDirectories(dataDir.resolve(kind.directory())), maxBytes);
    }

    Path path(MediaKind kind, String name) {
        return dataDir.resolve(kind.directory()).resolve(name);
    }

    /** The largest medium taken. */
    long maxBytes() {
        return maxBytes;
    }
}
