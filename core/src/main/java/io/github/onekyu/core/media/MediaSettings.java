package io.github.onekyu.core.media;

import io.github.onekyu.core.config.ConfigView;
import java.nio.file.Path;

/**
 * What the configuration says about media.
 *
 * @param dataDir holds {@code image}, {@code record}, {@code show} and the list of downloads in {@code cache}
 * @param maxBytes the largest medium taken, wherever it comes from: {@code max_media_size}
 * @param allowFileUris whether {@code file:} addresses are read: {@code allow_file_uri} (ENH-07)
 */
public record MediaSettings(Path dataDir, long maxBytes, boolean allowFileUris) {
    private static final long DEFAULT_MAX_BYTES = 64L * 1024 * 1024;

    public static MediaSettings from(ConfigView config) {
        return new MediaSettings(
                config.dataDir(),
                config.integer("max_media_size", DEFAULT_MAX_BYTES),
                config.flag("allow_file_uri", true));
    }
}
