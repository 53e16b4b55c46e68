package io.github.onekyu.bridge.ckyu.sandbox.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file name extensions of received media: by their first bytes, else by the name they came with. */
final class MediaSuffix {
    /** How many first bytes are looked at. */
    static final int HEAD = 12;

    private static final String UNKNOWN = "tmp";
    private static final Pattern OF_NAME = Pattern.compile("\\.([A-Za-z0-9]{1,5})$");

    /** A question mark stands for any byte. */
    private record Magic(String suffix, String bytes) {
        boolean begins(String head) {
            if (head.length() < bytes.length()) {
                return false;
            }
            for (int i = 0; i < bytes.length(); i++) {
                if (bytes.charAt(i) != '?' && bytes.charAt(i) != head.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Magic> MAGIC = List.of(
            new Magic("jpg", "\u00ff\u00d8\u00ff"),
            new Magic("png", "\u0089PNG"),
            new Magic("gif", "GIF8"),
            new Magic("bmp", "BM"),
            new Magic("webp", "RIFF????WEBP"),
            new Magic("wav", "RIFF????WAVE"),
            new Magic("amr", "#!AMR"),
            new Magic("silk", "#!SILK"),
            new Magic("silk", "\u0002#!SILK"),
            new Magic("mp3", "ID3"),
            new Magic("ogg", "OggS"),
            new Magic("flac", "fLaC"),
            new Magic("m4a", "????ftypM4A"),
            new Magic("mp4", "????ftyp"),
            new Magic("webm", "\u001aE\u00df\u00a3"));

    private MediaSuffix() {}

    /** @param origin what the medium was called where it came from; empty for nothing */
    static String of(byte[] head, String origin) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return MAGIC.stream()
                .filter(magic -> magic.begins(text))
                .map(Magic::suffix)
                .findFirst()
                .or(() -> Optional.of(OF_NAME.matcher(origin))
                        .filter(Matcher::find)
                        .map(found -> found.group(1).toLowerCase(Locale.ROOT)))
                .orElse(UNKNOWN);
    }
}
