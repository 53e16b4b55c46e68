package io.github.onekyu.transport.wsreverse;

/**
 * How an attempt or a connection ended.
 *
 * @param code the stable code of the message
 * @param closeCode what the peer's close frame said, 1005 if it said nothing; 0 if there was no close frame
 * @param reason for people, in one line, without anything secret
 * @param blame whose doing it was
 */
record End(String code, int closeCode, String reason, Blame blame) {
    /** Whose doing an end was. */
    enum Blame {
        /** The peer is there and does not want us: it answered the handshake with 4xx. */
        REFUSED,
        /** The peer ended the connection. */
        PEER,
        /** The peer is not there, or nobody's. */
        NOBODY
    }

    static End failed(String code, String reason) {
        return new End(code, 0, reason, Blame.NOBODY);
    }

    static End refused(String code, String reason) {
        return new End(code, 0, reason, Blame.REFUSED);
    }

    static End byPeer(String code, int closeCode, String reason) {
        return new End(code, closeCode, reason, Blame.PEER);
    }

    boolean refused() {
        return blame == Blame.REFUSED;
    }

    boolean byPeer() {
        return blame == Blame.PEER;
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
