package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.core.error.BackendException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the world's file, and what to do. */
final class StoreTrouble {
    private static final int RETCODE = 103;

    private StoreTrouble() {}

    static BackendException inUse(Path file, @Nullable Exception cause) {
        return refused(
                "OKY-1601 the sandbox's world " + file + " is in use by another process; stop the other Onekyu, or give"
                        + " this one its own data_dir or self_id",
                cause);
    }

    static BackendException notWritable(Path file, Exception cause) {
        return refused(
                "OKY-1602 the sandbox's world " + file + " cannot be read and written (" + cause
                        + "); check permissions and disk, or set data_dir",
                cause);
    }

    static BackendException damaged(Path file, Exception cause) {
        return refused(
                "OKY-1603 the sandbox's world " + file + " is damaged (" + cause.getMessage()
                        + "); move the file away to start with a fresh world",
                cause);
    }

    private static BackendException otherFormat(Path file, @Nullable String format, String expected) {
        return refused(
                "OKY-1604 the sandbox's world " + file + " has format " + format + ", this version reads format "
                        + expected + "; use the version that wrote it, or move the file away for a fresh world",
                null);
    }

    /** What went wrong with the file. */
    static BackendException of(Path file, IOException cause) {
        if (cause instanceof LogFile.FormatException other) {
            return otherFormat(file, other.getMessage(), Integer.toString(LogFile.FORMAT));
        }
        return cause instanceof LogFile.DamagedException ? damaged(file, cause) : notWritable(file, cause);
    }

    private static BackendException refused(String message, @Nullable Exception cause) {
        return new BackendException(RETCODE, message, cause);
    }
}
