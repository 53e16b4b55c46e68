package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.core.error.BackendException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
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

    static BackendException otherFormat(Path file, String format, String expected) {
        return refused(
                "OKY-1604 the sandbox's world " + file + " has format " + format + ", this version reads format "
                        + expected + "; use the version that wrote it, or move the file away for a fresh world",
                null);
    }

    /** What an exception of the library means. */
    static BackendException of(Path file, RuntimeException cause) {
        if (!(cause instanceof MVStoreException e)) {
            // IllegalArgumentException is how it reports a path that it cannot read and write at all
            return cause instanceof IllegalArgumentException ? notWritable(file, cause) : damaged(file, cause);
        }
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> inUse(file, e);
            case DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_WRITING_FAILED -> notWritable(file, e);
            default -> damaged(file, e);
        };
    }

    private static BackendException refused(String message, @Nullable Exception cause) {
        return new BackendException(RETCODE, message, cause);
    }
}
