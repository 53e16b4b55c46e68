package io.github.onekyu.core.media;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Media that need no network: files of this machine and data inside the message. Blocks for the time of disk work. */
final class LocalMedia {
    private static final int BUFFER = 64 * 1024;

    private final MediaStore store;
    private final boolean allowFileUris;

    LocalMedia(MediaStore store, boolean allowFileUris) {
        this.store = store;
        this.allowFileUris = allowFileUris;
    }

    /**
     * @return the name of the copy
     * @throws IOException if there is no such file, or it cannot be copied
     * @throws IllegalArgumentException if the reference is malformed
     */
    String copy(MediaReference reference) throws IOException {
        return reference.isFileUri() ? file(reference) : base64(reference);
    }

    private String file(MediaReference reference) throws IOException {
        if (!allowFileUris) {
            throw new IOException("file: addresses are turned off (allow_file_uri = no)");
        }
        Path path = FileUri.path(reference.file());
        check(path, store.maxBytes());
        try (IncomingFile to = store.open(reference.kind())) {
            pour(path, to);
            return to.keep(String.valueOf(path.getFileName()));
        }
    }

    /** @throws FileNotFoundException if there is no such file */
    static void check(Path path, long maxBytes) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new FileNotFoundException("there is no such file");
        }
        if (Files.size(path) > maxBytes) {
            throw IncomingFile.tooLarge(maxBytes);
        }
    }

    static void pour(Path path, IncomingFile to) throws IOException {
        try (InputStream from = Files.newInputStream(path)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(ByteBuffer.wrap(buffer, 0, read));
            }
        }
    }

    private String base64(MediaReference reference) throws IOException {
        byte[] bytes = decoded(reference);
        try (IncomingFile to = store.open(reference.kind())) {
            to.write(ByteBuffer.wrap(bytes));
            return to.keep("");
        }
    }

    /** @throws IllegalArgumentException if it is no base64 */
    static byte[] decoded(MediaReference reference) {
        return Base64.getDecoder().decode(withoutBlanks(reference.file().substring(MediaReference.BASE64.length())));
    }

    private static String withoutBlanks(String text) {
        if (text.chars().noneMatch(Character::isWhitespace)) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> result.append((char) c));
        return result.toString();
    }
}
