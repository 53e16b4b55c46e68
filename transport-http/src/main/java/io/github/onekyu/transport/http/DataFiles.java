package io.github.onekyu.transport.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Finds data files, and nothing beside them (FILE-03, FILE-05). Blocks: never called on an IO thread. */
final class DataFiles {
    /** What became of a request for a file. */
    sealed interface Result {
        /** Open for reading; whoever gets it closes it. */
        record Found(FileChannel channel, long size) implements Result {}

        record Refused(int status) implements Result {}
    }

    private static final Result FORBIDDEN = new Result.Refused(403);
    private static final Result MISSING = new Result.Refused(404);

    private final Path dataDir;

    DataFiles(Path dataDir) {
        this.dataDir = dataDir;
    }

    Result open(Route.DataFile file) {
        if (file.path().contains("..")) {
            return FORBIDDEN;
        }
        Path real;
        try {
            Path path = dataDir.resolve(file.directory());
            for (String name : file.path().replace('\\', '/').split("/", -1)) {
                if (name.isEmpty() || name.indexOf('\0') >= 0) {
                    return MISSING;
                }
                path = path.resolve(name);
            }
            real = path.toRealPath();
            if (!real.startsWith(dataDir.toRealPath())) {
                return FORBIDDEN;
            }
        } catch (IOException | InvalidPathException nothingThere) {
            return MISSING;
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            return MISSING;
        }
        return open(real);
    }

    private static Result open(Path real) {
        try {
            FileChannel channel = FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return new Result.Found(channel, channel.size());
        } catch (NoSuchFileException vanished) {
            return MISSING;
        } catch (IOException notReadable) {
            return FORBIDDEN;
        }
    }
}
