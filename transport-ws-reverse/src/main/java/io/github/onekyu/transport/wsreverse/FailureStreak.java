package io.github.onekyu.transport.wsreverse;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides which of many failures deserve a line in the log: the first, one with another reason, and then ever fewer of
 * the same. A connection that does not last is no end of a streak, or a bot that accepts and closes for ever would fill
 * the log. Thread-safe.
 */
final class FailureStreak {
    private static final Duration LASTING = Duration.ofMinutes(1);
    private static final int OFTEN = 10;

    private long same;
    private String reason = "";
    private long openedAt;
    private boolean open;

    /** @return whether the connection deserves a line in the log */
    synchronized boolean opened() {
        open = true;
        openedAt = System.nanoTime();
        return same < OFTEN;
    }

    /** @return what to add to the message; empty if this one is only counted */
    synchronized Optional<String> add(String why) {
        if (open && System.nanoTime() - openedAt > LASTING.toNanos()) {
            reason = "";
        }
        open = false;
        same = why.equals(reason) ? same + 1 : 1;
        reason = why;
        if (same == 1) {
            return Optional.of("");
        }
        return same == OFTEN || same == 100 || same % 1000 == 0
                ? Optional.of(" (the same " + same + " times in a row)")
                : Optional.empty();
    }
}
