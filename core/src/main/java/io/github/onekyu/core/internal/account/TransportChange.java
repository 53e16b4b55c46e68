package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.console.Reloaded;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reload changes about the endpoints of an account: those in both lists are not touched.
 *
 * @param before as they run
 * @param after as they are to run, in their order
 */
public record TransportChange(List<RunningTransport> before, List<RunningTransport> after) {
    public TransportChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Those that stop. */
    List<RunningTransport> gone() {
        return before.stream().filter(old -> !after.contains(old)).toList();
    }

    /** Those that start. */
    List<RunningTransport> fresh() {
        return after.stream().filter(one -> !before.contains(one)).toList();
    }

    boolean wasPaused(String name) {
        return before.stream().anyMatch(old -> old.name().equals(name) && old.isPaused());
    }

    /** The names, with the account's id. */
    Reloaded summary(long selfId) {
        return summary(
                selfId,
                names(before),
                names(after),
                names(after.stream().filter(before::contains).toList()));
    }

    /** @param untouched those of both that went on */
    public static Reloaded summary(long selfId, List<String> before, List<String> after, List<String> untouched) {
        List<String> started = new ArrayList<>(after);
        started.removeAll(before);
        List<String> stopped = new ArrayList<>(before);
        stopped.removeAll(after);
        List<String> restarted = new ArrayList<>(after);
        restarted.retainAll(before);
        restarted.removeAll(untouched);
        return new Reloaded(
                full(selfId, started), full(selfId, stopped), full(selfId, restarted), full(selfId, untouched));
    }

    static List<String> names(List<RunningTransport> transports) {
        return transports.stream().map(RunningTransport::name).toList();
    }

    private static List<String> full(long selfId, List<String> names) {
        return names.stream().map(name -> selfId + " " + name).toList();
    }
}
