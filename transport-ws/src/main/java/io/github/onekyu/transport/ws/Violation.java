package io.github.onekyu.transport.ws;

/**
 * What a peer did wrong, as its close frame says it.
 *
 * @param code 1002 protocol error, 1007 bad data, 1009 too big
 */
record Violation(int code, String reason) {
    static Violation protocol(String reason) {
        return new Violation(1002, reason);
    }
}
