package io.github.onekyu.core.transport;

import io.github.onekyu.core.config.ConfigView;

/**
 * Whether a transport is on.
 *
 * @param reason in words for the log, such as {@code use_ws = true}
 */
public record Activation(boolean on, String reason) {
    public static Activation byFlag(ConfigView config, String flag, boolean fallback) {
        boolean on = config.flag(flag, fallback);
        return new Activation(on, flag + " = " + on);
    }

    /** On where the key has a value. */
    public static Activation whenPresent(ConfigView config, String key) {
        return config.text(key).isPresent()
                ? new Activation(true, key + " is set")
                : new Activation(false, key + " is not set");
    }
}
