package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.core.error.BackendException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other processes away from a world, also while its file is replaced. The system takes the lock away when a
 * process ends, however it ends.
 */
final class StoreLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLock.class);

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws BackendException if somebody else has it, or the directory cannot be written */
    static StoreLock of(Path file) {
        Path absolute = file.toAbsolutePath();
        Path lockFile = absolute.resolveSibling(absolute.getFileName() + ".lock");
        FileChannel channel;
        try {
            Files.createDirectories(lockFile.getParent());
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw StoreTrouble.notWritable(file, e);
        }
        StoreLock lock = new StoreLock(channel);
        try {
            if (channel.tryLock() == null) {
                lock.close();
                throw StoreTrouble.inUse(file, null);
            }
        } catch (OverlappingFileLockException sameProcess) {
            lock.close();
            throw StoreTrouble.inUse(file, sameProcess);
        } catch (IOException e) {
            lock.close();
            throw StoreTrouble.notWritable(file, e);
        }
        return lock;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a lock file could not be closed", e); // the process's end will release it
        }
    }
}
