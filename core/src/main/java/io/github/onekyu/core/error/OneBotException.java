package io.github.onekyu.core.error;

import org.jspecify.annotations.Nullable;

/** The root of all exceptions of this project. Messages name the thing, the value, what was expected and the next step. */
public abstract class OneBotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected OneBotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
