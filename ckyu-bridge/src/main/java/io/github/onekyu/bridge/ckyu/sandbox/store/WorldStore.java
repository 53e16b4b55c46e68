package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.bridge.ckyu.sandbox.world.Change;
import io.github.onekyu.core.error.BackendException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys and values in one file. What {@link #write} was given is on disk, all of it or nothing, when it returns. Used by
 * one thread at a time. A lock file beside it keeps other processes out while it is open.
 *
 * <p>The file is a log of changes (ADR 8). When it has outgrown what it began with too far, what still lives in it is
 * written into a new one, which takes its place at one stroke.
 */
final class WorldStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldStore.class);
    private static final long GROWTH_WHILE_RUNNING = 64L << 20;
    private static final long GROWTH_AT_REST = 4L << 20;
    /** Values that share a frame of a new file, in characters. */
    private static final int FRAME = 1 << 20;

    private final Path file;
    private final StoreLock lock;
    private final long growth;
    private LogFile log;
    /** The size from which on the file is written anew. */
    private long tooLarge;

    private WorldStore(Path file, StoreLock lock, long growth, LogFile log) {
        this.file = file;
        this.lock = lock;
        this.growth = growth;
        this.log = log;
        this.tooLarge = 2 * log.beganWith() + growth;
    }

    /** @throws BackendException if the file cannot be used; the message says why and what to do */
    static WorldStore open(Path file) {
        return open(file, GROWTH_WHILE_RUNNING);
    }

    /** @param growth how many bytes the file may outgrow twice what it began with by before it is written anew */
    static WorldStore open(Path file, long growth) {
        StoreLock lock = StoreLock.of(file);
        try {
            Files.deleteIfExists(unfinished(file)); // of a process that was killed while it wrote anew
            if (Files.notExists(file)) {
                LogFile.create(unfinished(file), fresh -> {});
                takeItsPlace(file);
            }
            WorldStore store = new WorldStore(file, lock, growth, LogFile.open(file));
            if (store.log.size() > 2 * store.log.beganWith() + Math.min(growth, GROWTH_AT_REST)) {
                store.writeAnew();
            }
            return store;
        } catch (IOException e) {
            lock.close();
            throw StoreTrouble.of(file, e);
        }
    }

    /** Everything, in the order of the keys. */
    Map<String, String> readAll() {
        Map<String, String> all = new TreeMap<>();
        try {
            log.replay(content -> {
                for (Change change : Batch.read(content)) {
                    change.value()
                            .ifPresentOrElse(value -> all.put(change.key(), value), () -> all.remove(change.key()));
                }
            });
        } catch (IOException e) {
            throw StoreTrouble.of(file, e);
        }
        return all;
    }

    /** @throws UncheckedIOException if the disk refuses; the store is of no use afterwards */
    void write(List<Change> changes) {
        try {
            log.append(Batch.write(changes));
            if (log.size() > tooLarge) {
                writeAnew();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Where there is no room for a new file, the old one grows on. */
    private void writeAnew() throws IOException {
        tooLarge = log.size() + growth;
        Map<String, String> living = readAll();
        try {
            LogFile.create(unfinished(file), fresh -> copy(living, fresh));
        } catch (IOException e) {
            LOG.warn(
                    "OKY-1608 the sandbox's world {} could not be written anew ({}) and grows on; make room on the disk",
                    file,
                    e.toString());
            Files.deleteIfExists(unfinished(file));
            return;
        }
        log.close(); // some systems do not replace an open file
        takeItsPlace(file);
        log = LogFile.open(file);
        tooLarge = 2 * log.beganWith() + growth;
    }

    private static void copy(Map<String, String> living, LogFile fresh) throws IOException {
        List<Change> frame = new ArrayList<>();
        int length = 0;
        for (Map.Entry<String, String> each : living.entrySet()) {
            frame.add(new Change(each.getKey(), Optional.of(each.getValue())));
            length += each.getValue().length();
            if (length > FRAME) {
                fresh.write(Batch.write(frame));
                frame.clear();
                length = 0;
            }
        }
        fresh.write(Batch.write(frame));
    }

    /** The file is the old one or the new one, whole, whenever the process or the machine ends. */
    private static void takeItsPlace(Path file) throws IOException {
        Files.move(unfinished(file), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(file);
    }

    /** Makes the file's name survive a power cut; not every system can, or needs to. */
    static void syncDirectory(Path file) {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            LOG.trace("the directory of {} cannot be synced here", file, e);
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            LOG.debug("{} could not be closed; all that was told as written is on disk", file, e);
        } finally {
            lock.close();
        }
    }
}
