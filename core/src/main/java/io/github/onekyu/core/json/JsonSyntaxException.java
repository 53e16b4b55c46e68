package io.github.onekyu.core.json;

/** The text is not one strict JSON value. The message says where and what, never the whole text. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JsonSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
