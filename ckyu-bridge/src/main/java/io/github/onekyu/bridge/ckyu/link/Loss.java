package io.github.onekyu.bridge.ckyu.link;

/**
 * Why there is no link, or not any more.
 *
 * @param reason in words for the operator; never a secret
 */
record Loss(Kind kind, String reason) {
    /** What kind of trouble it is; decides how soon to try again, and what the log says. */
    enum Kind {
        /** There was a link and it broke, or none could be made. */
        BROKEN,
        /** The implementation does not take our credentials (LNK-13). */
        REFUSED,
        /** It is logged in to another account (LNK-09). */
        OTHER_ACCOUNT,
        /** We end it ourselves; nobody needs to know. */
        OURS
    }

    static Loss broken(String reason) {
        return new Loss(Kind.BROKEN, reason);
    }

    static Loss refused(String reason) {
        return new Loss(Kind.REFUSED, reason);
    }

    static Loss ours(String reason) {
        return new Loss(Kind.OURS, reason);
    }

    /** Whether only a change on their side or in the configuration will help, so that haste does not. */
    boolean lasting() {
        return kind == Kind.REFUSED || kind == Kind.OTHER_ACCOUNT;
    }
}
