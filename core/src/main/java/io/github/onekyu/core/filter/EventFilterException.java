package io.github.onekyu.core.filter;

import io.github.onekyu.core.error.OneBotException;
import org.jspecify.annotations.Nullable;

/**
 * The filter cannot be used, so nothing may pass (FLT-05). The code is stable: {@code OKY-1020} the file cannot be
 * read, {@code OKY-1021} it is not JSON, {@code OKY-1022} it is JSON and no filter. The message names file, place,
 * trouble and what was expected.
 */
public final class EventFilterException extends OneBotException {
    private static final long serialVersionUID = 1L;

    static final String UNREADABLE = "OKY-1020";
    static final String NOT_JSON = "OKY-1021";
    static final String NOT_A_FILTER = "OKY-1022";

    private final String code;

    EventFilterException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
