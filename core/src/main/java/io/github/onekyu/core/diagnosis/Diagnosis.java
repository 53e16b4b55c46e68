package io.github.onekyu.core.diagnosis;

import java.util.List;

/**
 * What was found out about one connection.
 *
 * @param ok whether it works
 * @param code of the message, {@code OKY-nnnn}; empty where all is well, and set beside {@code ok} for a remark
 * @param message one sentence without secrets: what it is, and what to do
 * @param steps what was tried, in its order, up to the first that failed
 */
public record Diagnosis(boolean ok, String code, String message, List<Step> steps) {
    /**
     * One thing that was tried.
     *
     * @param name {@code dns}, {@code connect}, {@code tls}, {@code http}, {@code websocket}, {@code lifecycle} …
     * @param millis how long it took
     */
    public record Step(String name, boolean ok, String message, long millis) {}

    public Diagnosis {
        steps = List.copyOf(steps);
    }

    static Diagnosis of(Cause cause, String message, List<Step> steps) {
        boolean fine = cause == Cause.NONE
                || cause == Cause.EVENTS_DROPPED
                || cause == Cause.NO_CALLS
                || cause == Cause.WAITING;
        return new Diagnosis(fine, cause.code(), message, steps);
    }
}
