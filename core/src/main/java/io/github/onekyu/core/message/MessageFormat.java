package io.github.onekyu.core.message;

import java.util.Optional;

/** How {@code message} is written in events: the key {@code post_message_format} (EV-06). */
public enum MessageFormat {
    /** Text with CQ codes; the default. */
    STRING("string"),
    /** A list of segments. */
    ARRAY("array");

    private final String configName;

    MessageFormat(String configName) {
        this.configName = configName;
    }

    /** The word that stands for it in a configuration. */
    public String configName() {
        return configName;
    }

    /** The format of that exact name; empty for anything else, which is a warning and {@link #STRING} (MSG-13). */
    public static Optional<MessageFormat> of(String configText) {
        for (MessageFormat format : values()) {
            if (format.configName.equals(configText)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
