package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.bridge.ckyu.sandbox.world.Change;
import io.github.onekyu.bridge.ckyu.sandbox.world.FileTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of the world's files: one file for each, under a name that is never used twice. They are on disk before the
 * world knows of them, and go after it has forgotten them; what a crash leaves between is removed by {@link #sweep}.
 * Thread-safe.
 */
public final class Contents {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);

    private final Path directory;
    private final Executor executor;

    /** @param executor deletes what is no longer needed; may block */
    public Contents(Path directory, Executor executor) {
        this.directory = directory.toAbsolutePath();
        this.executor = executor;
    }

    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    /** Absolute. */
    public Path path(String content) {
        return directory.resolve(content);
    }

    /** The address under which programs of this machine read it. */
    public String url(String content) {
        return path(content).toUri().toString();
    }

    /** Keeps these bytes, followed by zeros up to that size. Blocks. */
    public void keep(String content, byte[] bytes, long size) throws IOException {
        Files.createDirectories(directory);
        Path temporary = directory.resolve("." + content + ".part");
        try {
            try (RandomAccessFile file = new RandomAccessFile(temporary.toFile(), "rw")) {
                file.write(bytes);
                file.setLength(size); // most file systems keep no zeros
                file.getFD().sync();
            }
            Files.move(temporary, path(content), StandardCopyOption.ATOMIC_MOVE);
            WorldStore.syncDirectory(path(content));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Deletes bytes that no thing of the world has come to own. Blocks. */
    public void discard(String content) {
        if (!Files.exists(path(content), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.deleteIfExists(path(content));
        } catch (IOException e) {
            LOG.warn(
                    "OKY-1609 {} is no longer needed and cannot be deleted ({}); it will be tried again at the next"
                            + " start",
                    path(content),
                    e.toString());
        }
    }

    /** Deletes, soon, the bytes of things that have left the world; call once that is on disk. Does not block. */
    public void written(List<Change> changes) {
        List<String> gone = changes.stream()
                .filter(change -> change.value().isEmpty())
                .flatMap(change -> FileTree.content(change.key()).stream())
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        try {
            executor.execute(() -> gone.forEach(this::discard));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("{} contents are left for the next start", gone.size());
        }
    }

    /** Deletes all but these; call before anything is kept. Blocks. */
    public void sweep(Set<String> needed) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path each : all) {
                String name = String.valueOf(each.getFileName());
                if (!needed.contains(name)) {
                    discard(name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("OKY-1610 {} cannot be searched for files that are no longer needed", directory, e);
        }
    }
}
