package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.core.media.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media that the bot receives, in the directories where {@code get_image} and {@code get_record} look, each under a
 * name that follows from its content. Equal media share a file, so whoever puts one there says later whether it is
 * needed; a file that was made for messages which nobody said in the end goes again. Thread-safe.
 *
 * <p>The names are in upper case, as those of received media always were, and by that never those of media that are
 * sent: what is done to the one kind cannot harm the other.
 */
public final class MediaShelf {
    private static final Logger LOG = LoggerFactory.getLogger(MediaShelf.class);
    private static final int BUFFER = 64 * 1024;

    private final Path dataDir;
    private final Map<Path, Claim> claims = new HashMap<>(); // guarded by this

    /** Those who have put a file there and have not said yet whether they need it. */
    private static final class Claim {
        private int claimants;
        private boolean dispensable;
    }

    /** A file on the shelf, until {@link #settle}. */
    public record Held(Path file) {
        public String name() {
            return String.valueOf(file.getFileName());
        }
    }

    public MediaShelf(Path dataDir) {
        this.dataDir = dataDir.toAbsolutePath();
    }

    /**
     * Moves a file there, with all its bytes on disk. Blocks.
     *
     * @param incoming is gone afterwards, unless this fails
     * @param origin what it was called where it came from; empty for nothing
     */
    public Held put(MediaKind kind, Path incoming, String origin) throws IOException {
        Path directory = Files.createDirectories(dataDir.resolve(kind.directory()));
        Path target = directory.resolve(name(incoming, origin));
        synchronized (this) {
            Claim claim = claims.computeIfAbsent(target, file -> new Claim());
            claim.claimants++;
            try {
                if (Files.isRegularFile(target) && Files.size(target) == Files.size(incoming)) {
                    Files.delete(incoming);
                } else {
                    boolean damaged = Files.exists(target); // then others have needed it before
                    move(incoming, target);
                    claim.dispensable = !damaged;
                }
            } catch (IOException | RuntimeException e) {
                leave(target, claim);
                throw e;
            }
        }
        return new Held(target);
    }

    /** Call once for each {@link #put}. Blocks for the time of disk work. */
    public synchronized void settle(Held held, boolean needed) {
        Claim claim = claims.get(held.file());
        if (claim == null) {
            return;
        }
        if (needed) {
            claim.dispensable = false;
        }
        leave(held.file(), claim);
        if (claim.claimants == 0 && claim.dispensable) {
            try {
                Files.deleteIfExists(held.file());
            } catch (IOException e) {
                LOG.debug("{} was not needed in the end and cannot be deleted", held.file(), e);
            }
        }
    }

    private void leave(Path target, Claim claim) {
        claim.claimants--;
        if (claim.claimants == 0) {
            claims.remove(target);
        }
    }

    private static String name(Path file, String origin) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(MediaSuffix.HEAD);
            digest.update(head);
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().withUpperCase().formatHex(digest.digest()) + "." + MediaSuffix.of(head, origin);
    }

    private static void move(Path incoming, Path target) throws IOException {
        try {
            Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            Path near = target.resolveSibling("." + UUID.randomUUID() + ".part");
            try {
                Files.copy(incoming, near);
                Files.move(near, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(near);
            }
            Files.delete(incoming);
        }
        WorldStore.syncDirectory(target);
    }
}
