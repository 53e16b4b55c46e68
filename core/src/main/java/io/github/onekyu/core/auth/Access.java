package io.github.onekyu.core.auth;

/** What a look at a request's credentials said (AUTH-02). */
public enum Access {
    GRANTED(200),
    /** None, or none that could be read. */
    MISSING(401),
    /** Readable, and not the right ones. */
    WRONG(403);

    private final int httpStatus;

    Access(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The status with which a server says so. */
    public int httpStatus() {
        return httpStatus;
    }
}
