package io.github.onekyu.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The chat host refused or broke. The retcode is what the caller gets: a code of the host's own (negative), 102 for "no
 * such data", 103 for "failed or not permitted" (ACT-04).
 */
public final class BackendException extends OneBotException {
    private static final long serialVersionUID = 1L;

    private final int retcode;

    public BackendException(int retcode, String message) {
        this(retcode, message, null);
    }

    public BackendException(int retcode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.retcode = retcode;
    }

    public int retcode() {
        return retcode;
    }
}
