package io.github.onekyu.core.control;

import io.github.onekyu.core.error.OneBotException;

/** A control request that cannot be carried out; nothing was changed. The message is for the person who asked. */
public final class ControlException extends OneBotException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble; over HTTP 400, 404 and 409. */
    public enum Kind {
        INVALID,
        NOT_FOUND,
        CONFLICT
    }

    private final Kind kind;

    public ControlException(Kind kind, String message) {
        super(message, null);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
