package io.github.onekyu.core.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads {@code file:} addresses (ENH-07): none to three slashes, the path behind them always absolute. */
final class FileUri {
    private static final int MOST_SLASHES = 3;
    private static final String LOCAL_HOST = "localhost/";
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private FileUri() {}

    /**
     * @param uri begins with {@code file:} in any case
     * @throws IllegalArgumentException if this system can have no such file
     */
    static Path path(String uri) {
        String rest = uri.substring(MediaReference.FILE.length());
        int slashes = 0;
        while (slashes < MOST_SLASHES && slashes < rest.length() && rest.charAt(slashes) == '/') {
            slashes++;
        }
        rest = rest.substring(slashes);
        if (slashes == 2 && rest.startsWith(LOCAL_HOST)) {
            rest = rest.substring(LOCAL_HOST.length());
        }
        String decoded = decoded(rest);
        Path path = Path.of(DRIVE.matcher(decoded).matches() ? decoded : "/" + decoded);
        // A drive letter on a system without drives would name a file beside the program.
        if (!path.isAbsolute() && path.getRoot() == null) {
            throw new IllegalArgumentException("it is no path of this system");
        }
        return path;
    }

    /** Percent-encoded bytes are UTF-8; a stray percent sign stands for itself. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                result.write(high * 16 + low);
                i += 2;
            } else {
                result.write(bytes[i]);
            }
        }
        return result.toString(StandardCharsets.UTF_8);
    }
}
