package io.github.onekyu.core.transport;

/**
 * Whether a transport does its work.
 *
 * @param reason in words where it does not; empty where it does
 */
public record Health(boolean good, String reason) {
    public static final Health GOOD = new Health(true, "");

    public static Health bad(String reason) {
        return new Health(false, reason);
    }
}
