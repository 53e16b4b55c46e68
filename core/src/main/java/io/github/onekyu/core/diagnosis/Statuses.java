package io.github.onekyu.core.diagnosis;

/** Which cause an HTTP status stands for. */
final class Statuses {
    private Statuses() {}

    /** @param other for those that mean different things to different peers */
    static Cause cause(int status, Cause other) {
        if (status >= 300 && status < 400) {
            return Cause.REDIRECTED;
        }
        return switch (status) {
            case 401 -> Cause.TOKEN_MISSING;
            case 403 -> Cause.FORBIDDEN;
            case 421 -> Cause.OWN_PORT;
            case 404, 405 -> Cause.NO_SUCH_PATH;
            default -> status >= 500 ? Cause.SERVER_FAILS : other;
        };
    }
}
