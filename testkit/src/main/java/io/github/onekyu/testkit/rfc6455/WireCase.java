package io.github.onekyu.testkit.rfc6455;

import java.util.Map;
import java.util.Set;

/**
 * One case: what a peer does and what it must see. Outcomes are words in the order in which things came back: {@code
 * reply} (a call was answered with its echo), {@code malformed} (a message that is no call got its reply), {@code pong}
 * (with the ping's payload), {@code close 1002}, {@code end} (of the TCP connection), {@code open} (the connection still
 * answers calls); {@code pong x3} for three in a row.
 *
 * @param id chapter, group and number; the chapters are those of the Autobahn test suite where it has them
 * @param section of RFC 6455, without the sign
 * @param expected what the RFC asks for
 * @param sides the ends of the product that the case is for
 * @param deviations what an end does instead of the expected, if it does
 */
public record WireCase(
        String id,
        String section,
        String what,
        String expected,
        Set<Side> sides,
        Map<Side, Deviation> deviations,
        Script script) {
    private static final String OPEN = "open";

    public WireCase {
        sides = Set.copyOf(sides);
        deviations = Map.copyOf(deviations);
    }

    /**
     * A difference that is known and stays.
     *
     * @param outcome what comes back instead
     * @param reason why it is left so
     */
    public record Deviation(String outcome, String reason) {}

    /** What this end is known to do. */
    public String outcome(Side side) {
        Deviation deviation = deviations.get(side);
        return deviation == null ? expected : deviation.outcome();
    }

    /** Whether the connection is to be asked once more when everything has happened. */
    boolean staysOpen(Side side) {
        return outcome(side).endsWith(OPEN);
    }

    int chapter() {
        return Integer.parseInt(id.substring(0, id.indexOf('.')));
    }

    @Override
    public String toString() {
        return id + " " + what;
    }
}
