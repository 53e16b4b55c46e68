package io.github.onekyu.core.media;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A medium on its way to disk: under a name that nobody asks for until it is complete, then, in one step, under the name
 * of its content. Closed without {@link #keep} it leaves nothing behind. Thread-safe.
 */
final class IncomingFile implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingFile.class);

    private final Path directory;
    private final Path temporary;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] head = new byte[Suffix.HEAD];
    private final long limit;
    private long size;

    IncomingFile(Path directory, long limit) throws IOException {
        this.directory = directory;
        this.limit = limit;
        this.temporary = directory.resolve("." + UUID.randomUUID() + ".part");
        this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** @throws IOException if it cannot be written, or is larger than allowed */
    synchronized void write(ByteBuffer bytes) throws IOException {
        if (size + bytes.remaining() > limit) {
            throw tooLarge(limit);
        }
        int missing = (int) Math.min(Math.max(0, head.length - size), bytes.remaining());
        if (missing > 0) {
            bytes.duplicate().get(head, (int) size, missing);
        }
        size += bytes.remaining();
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    static IOException tooLarge(long limit) {
        return new IOException("it is larger than max_media_size, " + limit + " bytes");
    }

    /**
     * @param originalName what it was called where it came from; empty for nothing
     * @return its name in the directory
     * @throws IOException if it is empty or was closed before
     */
    synchronized String keep(String originalName) throws IOException {
        complete();
        channel.close();
        String name = Sha256.hex(digest.digest()) + "." + Suffix.of(head, originalName);
        Path target = directory.resolve(name);
        if (Files.isRegularFile(target) && Files.size(target) == size) {
            Files.delete(temporary);
        } else {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return name;
    }

    /**
     * Keeps it under a name of the caller's choosing, which it has only once its bytes are on disk.
     *
     * @param target in the same directory
     * @return how many bytes it has
     * @throws IOException if it is empty or was closed before
     */
    synchronized long keepAs(Path target) throws IOException {
        complete();
        channel.force(true);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
        return size;
    }

    /** Makes the file's name survive a power cut; not every system can, or needs to. */
    private void syncDirectory() {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            LOG.trace("{} cannot be synced here", directory, e);
        }
    }

    private void complete() throws IOException {
        if (size == 0) {
            throw new IOException("it is empty");
        }
        if (!channel.isOpen()) {
            throw new IOException("it was given up");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
        }
        Files.deleteIfExists(temporary);
    }
}
