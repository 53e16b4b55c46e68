package io.github.onekyu.bridge.ckyu.sandbox;

import io.github.onekyu.core.config.ConfigView;
import java.nio.file.Path;

/**
 * The settings of the sandbox.
 *
 * @param selfId the simulated account's id
 * @param dataDir where media lie; the world is kept in {@code sandbox} below it
 */
public record SandboxConfig(long selfId, Path dataDir) {
    private static final long DEFAULT_SELF_ID = 10000;

    public static SandboxConfig from(ConfigView config) {
        return new SandboxConfig(config.integer("self_id", DEFAULT_SELF_ID), config.dataDir());
    }

    /** One file for each account, so that an id set later does not meet its own friends. */
    Path worldFile() {
        return dataDir.resolve("sandbox").resolve(selfId + ".world");
    }

    /** Where the bytes of the world's files lie. */
    Path contentsDirectory() {
        return dataDir.resolve("sandbox").resolve("files").resolve(Long.toString(selfId));
    }
}
