package io.github.onekyu.core.error;

import org.jspecify.annotations.Nullable;

/** A transport could not bind, dial or keep going (NET-05). The message starts with a stable code, {@code OKY-1101}. */
public final class TransportException extends OneBotException {
    private static final long serialVersionUID = 1L;

    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
