package io.github.onekyu.core.media;

import java.util.Optional;

/** The kinds of segments that carry media, and where their files lie in the data directory. */
public enum MediaKind {
    IMAGE("image"),
    RECORD("record"),
    /** Among the four historic directories, which alone are served and cleaned, this is the one for moving pictures. */
    VIDEO("show");

    private final String directory;

    MediaKind(String directory) {
        this.directory = directory;
    }

    /** The name of its directory. */
    public String directory() {
        return directory;
    }

    /** The kind of a segment of that type; empty if its {@code file} is no medium. */
    static Optional<MediaKind> of(String segmentType) {
        return switch (segmentType) {
            case "image" -> Optional.of(IMAGE);
            case "record" -> Optional.of(RECORD);
            case "video" -> Optional.of(VIDEO);
            default -> Optional.empty();
        };
    }
}
