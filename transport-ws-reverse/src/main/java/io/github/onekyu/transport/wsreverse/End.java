package io.github.onekyu.transport.wsreverse;

/**
 * How an attempt or a connection ended.
 *
 * @param code the stable code of the message
 * @param closeCode what the peer's close frame said, 1005 if it said nothing; 0 if there was no close frame
 * @param reason for people, in one line, without anything secret
 */
record End(String code, int closeCode, String reason) {
    static End failed(String code, String reason) {
        return new End(code, 0, reason);
    }

    /** The peer left in an orderly way: it is done, or restarts. */
    boolean goodbye() {
        return closeCode == 1000 || closeCode == 1001 || closeCode == 1012;
    }

    /** The peer said goodbye in the one way that may be final (RWS-13). */
    boolean normal() {
        return closeCode == 1000;
    }
}
