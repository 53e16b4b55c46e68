package io.github.onekyu.core.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link ConfigLoader} found.
 *
 * @param config the settings, all layers together
 * @param origin which case it was
 * @param files the files that were read or written; empty for the sandbox
 */
public record LoadedConfig(Config config, Origin origin, List<Path> files) {
    /** Where the settings come from. */
    public enum Origin {
        /** No file at all: the sandbox profile, loopback only (D-56). */
        SANDBOX,
        /** Files were read (CFG-01). */
        FILES,
        /** There was none for this account, but for another one: the defaults were written down (CFG-09). */
        DEFAULTS_WRITTEN
    }

    public LoadedConfig {
        files = List.copyOf(files);
    }

    /** The account these settings are for. */
    public long selfId() {
        return config.integer("self_id", ConfigKeys.DEFAULT_SELF_ID);
    }
}
