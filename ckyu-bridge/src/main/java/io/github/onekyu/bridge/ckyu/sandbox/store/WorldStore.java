package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.bridge.ckyu.sandbox.world.Change;
import io.github.onekyu.core.error.BackendException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of keys and values. What {@link #write} was given is on disk, all of it or nothing, when it returns. Used by
 * one thread at a time. A lock file beside it keeps other processes out while it is open.
 *
 * <p>The file is only ever appended to, because H2's MVStore may lose the newest commits of a process that is killed
 * once it puts chunks into freed space. When it has grown too far beyond what lives in it, it is written anew.
 */
final class WorldStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldStore.class);
    private static final String FORMAT_KEY = "format";
    private static final String FORMAT = "1";
    /** Small pages: a commit rewrites a path of them, and most commits add one message. */
    private static final int PAGE_SIZE = 4096;

    private static final long GROWTH_WHILE_RUNNING = 64L << 20;
    private static final long GROWTH_AT_REST = 4L << 20;

    private final Path file;
    private final StoreLock lock;
    private final long growth;
    private MVStore store;
    private MVMap<String, String> world;
    /** How many characters of values there are. */
    private long living;

    private WorldStore(Path file, StoreLock lock, long growth, MVStore store) {
        this.file = file;
        this.lock = lock;
        this.growth = growth;
        this.store = store;
        this.world = store.openMap("world");
        world.entrySet().forEach(entry -> living += entry.getValue().length());
    }

    /** @throws BackendException if the file cannot be used; the message says why and what to do */
    static WorldStore open(Path file) {
        return open(file, GROWTH_WHILE_RUNNING);
    }

    /** @param growth how many bytes the file may outgrow its contents by before it is written anew */
    static WorldStore open(Path file, long growth) {
        StoreLock lock = StoreLock.of(file);
        try {
            Files.deleteIfExists(unfinished(file)); // of a process that was killed while it wrote anew
            MVStore store = openStore(file);
            try {
                checkFormat(file, store);
                syncDirectory(file);
                return new WorldStore(file, lock, growth, store);
            } catch (RuntimeException e) {
                store.closeImmediately();
                throw e;
            }
        } catch (IOException e) {
            lock.close();
            throw StoreTrouble.notWritable(file, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e instanceof BackendException ? e : StoreTrouble.of(file, e);
        }
    }

    private static MVStore openStore(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .pageSplitSize(PAGE_SIZE)
                .compress()
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        store.setReuseSpace(false);
        return store;
    }

    private static void checkFormat(Path file, MVStore store) {
        MVMap<String, String> meta = store.openMap("meta");
        String format =
                Optional.ofNullable(meta.putIfAbsent(FORMAT_KEY, FORMAT)).orElse(FORMAT);
        if (!format.equals(FORMAT)) {
            throw StoreTrouble.otherFormat(file, format, FORMAT);
        }
    }

    /** Everything, in the order of the keys. */
    Map<String, String> readAll() {
        Map<String, String> all = new LinkedHashMap<>();
        world.entrySet().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** @throws RuntimeException if the disk refuses; the store is of no use afterwards */
    void write(List<Change> changes) {
        for (Change change : changes) {
            Optional<String> value = change.value();
            Optional<String> old = Optional.ofNullable(
                    value.isPresent() ? world.put(change.key(), value.get()) : world.remove(change.key()));
            living += value.map(String::length).orElse(0)
                    - old.map(String::length).orElse(0);
        }
        store.commit();
        store.sync();
        if (isLargerBy(growth)) {
            writeAnew();
        }
    }

    private boolean isLargerBy(long bytes) {
        return store.getFileStore().size() > bytes + 4 * living;
    }

    /** Everything goes into a new file, which then takes the place of the old one at one stroke. */
    private void writeAnew() {
        Path fresh = unfinished(file);
        MVStore copy = openStore(fresh);
        try {
            checkFormat(fresh, copy);
            MVMap<String, String> target = copy.openMap("world");
            world.entrySet().forEach(entry -> target.put(entry.getKey(), entry.getValue()));
            copy.commit();
            copy.sync();
        } finally {
            copy.close();
        }
        store.close();
        try {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // the old file is whole; on a system where another program holds it open, growing is all that is left
            LOG.debug("{} was not replaced by its compact form", file, e);
        }
        syncDirectory(file);
        store = openStore(file);
        world = store.openMap("world");
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
            if (!store.isClosed() && isLargerBy(GROWTH_AT_REST)) {
                writeAnew();
            }
            store.close();
        } finally {
            lock.close();
        }
    }
}
