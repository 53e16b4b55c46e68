package io.github.onekyu.core.diagnosis;

/** Ends an attempt: the cause is known. */
final class Finding extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause cause;

    Finding(Cause cause, String words) {
        super(words, null, false, false);
        this.cause = cause;
    }

    Cause reason() {
        return cause;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
