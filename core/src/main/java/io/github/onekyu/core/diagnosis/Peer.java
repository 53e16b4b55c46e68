package io.github.onekyu.core.diagnosis;

/** Who is at the other end, and which of our settings its credentials are compared with. */
public enum Peer {
    /** A bot that we dial. */
    BOT("the bot", "access_token"),
    /** A bot that takes reports. */
    RECEIVER("the receiver", "secret"),
    /** The implementation that has the account. */
    IMPLEMENTATION("the implementation", "upstream_access_token"),
    /** A listener of ours. */
    OURSELVES("Onekyu", "access_token");

    private final String words;
    private final String credential;

    Peer(String words, String credential) {
        this.words = words;
        this.credential = credential;
    }

    /** The key that has what it wants to see. */
    public String credential() {
        return credential;
    }

    /** {@code the bot}. */
    @Override
    public String toString() {
        return words;
    }
}
