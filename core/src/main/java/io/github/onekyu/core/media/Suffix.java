package io.github.onekyu.core.media;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file name extensions that media get: by their first bytes, else by the name they came with (ENH-08). */
final class Suffix {
    /** How many first bytes are looked at. */
    static final int HEAD = 8;

    private static final String UNKNOWN = "tmp";
    private static final Pattern OF_NAME = Pattern.compile("\\.([A-Za-z0-9]{1,5})$");

    private Suffix() {}

    /** @param name what the medium was called where it came from; empty for nothing */
    static String of(byte[] head, String name) {
        return byMagic(head)
                .or(() -> Optional.of(OF_NAME.matcher(name))
                        .filter(Matcher::find)
                        .map(found -> found.group(1).toLowerCase(Locale.ROOT)))
                .orElse(UNKNOWN);
    }

    private static Optional<String> byMagic(byte[] head) {
        if (starts(head, 0xff, 0xd8, 0xff)) {
            return Optional.of("jpg");
        }
        if (starts(head, 0x89, 'P', 'N', 'G')) {
            return Optional.of("png");
        }
        if (starts(head, 'G', 'I', 'F', '8')) {
            return Optional.of("gif");
        }
        return starts(head, 'B', 'M') ? Optional.of("bmp") : Optional.empty();
    }

    private static boolean starts(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
