package io.github.onekyu.core.diagnosis;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An endpoint of a running process, seen from inside or through the console.
 *
 * @param phase as in {@link EndpointState.Phase}, in lower case
 * @param code of its last problem; empty for none
 * @param trouble the words of it
 * @param dropped events that it has lost
 */
public record LiveEndpoint(
        String name, String phase, String code, String trouble, long dropped, List<Connection> connections) {
    /** @param ageSeconds how long it has been open */
    record Connection(String role, long ageSeconds, long sent, long received) {}

    private static final long LIFECYCLE_SECONDS = 5;
    private static final long CALL_SECONDS = 60;

    public LiveEndpoint {
        connections = List.copyOf(connections);
    }

    public static LiveEndpoint of(EndpointState state, long nowMillis) {
        return new LiveEndpoint(
                state.name(),
                state.phase().name().toLowerCase(Locale.ROOT),
                state.problem().map(problem -> problem.code()).orElse(""),
                state.problem().map(problem -> problem.message()).orElse(""),
                state.dropped(),
                state.connections().stream()
                        .map(each -> new Connection(
                                each.role(), (nowMillis - each.since()) / 1000, each.sent(), each.received()))
                        .toList());
    }

    /** From {@code GET /admin/v1/endpoints}. */
    public static LiveEndpoint of(JsonObject state, long nowMillis) {
        JsonObject problem = state.object("problem").orElse(JsonObject.EMPTY);
        JsonArray open = state.get("connections") instanceof JsonArray array ? array : JsonArray.EMPTY;
        return new LiveEndpoint(
                state.string("name", ""),
                state.string("state", ""),
                problem.string("code", ""),
                problem.string("message", ""),
                state.integer("dropped", 0),
                open.stream()
                        .map(each -> each instanceof JsonObject values ? values : JsonObject.EMPTY)
                        .map(each -> new Connection(
                                each.string("role", ""),
                                nowMillis / 1000 - each.integer("since", 0),
                                each.integer("sent", 0),
                                each.integer("received", 0)))
                        .toList());
    }

    /** Whether a connection has to be tried: what runs here does not say enough. */
    public boolean needsProbe() {
        return !phase.equals("paused") && !phase.equals("failed") && !phase.equals("connected");
    }

    /**
     * What its state says by itself.
     *
     * @param online whether the account is logged in
     */
    public Diagnosis judge(boolean online) {
        Cause cause = cause(online);
        String words = words(cause);
        return Diagnosis.of(
                cause, words, List.of(new Diagnosis.Step("state", cause == Cause.NONE, phase + lastProblem(), 0)));
    }

    /** The result of a probe, with what only the running process knows. */
    public Diagnosis complete(Diagnosis probed, boolean online) {
        if (!probed.ok()) {
            return probed;
        }
        Cause cause = cause(online);
        if (cause == Cause.NONE && phase.equals("connecting")) {
            cause = Cause.WAITING;
        }
        return Diagnosis.of(
                cause, cause == Cause.NONE ? probed.message() + lastProblem() : words(cause), probed.steps());
    }

    /** For a chat host that is there, but not logged in. */
    public static Diagnosis offline(String name, List<Diagnosis.Step> steps) {
        LiveEndpoint host = new LiveEndpoint(name, "connected", "", "", 0, List.of());
        return Diagnosis.of(Cause.ACCOUNT_OFFLINE, host.words(Cause.ACCOUNT_OFFLINE), steps);
    }

    private Cause cause(boolean online) {
        if (phase.equals("paused")) {
            return Cause.PAUSED;
        } else if (phase.equals("failed")) {
            return Cause.BROKEN;
        } else if (!connections.isEmpty() && !online) {
            return Cause.ACCOUNT_OFFLINE;
        } else if (any(each -> takesEvents(each) && each.sent() == 0 && each.ageSeconds() > LIFECYCLE_SECONDS)) {
            return Cause.NO_LIFECYCLE;
        } else if (dropped > 0) {
            return Cause.EVENTS_DROPPED;
        }
        return any(each -> calls(each) && each.ageSeconds() > CALL_SECONDS)
                        && !any(each -> calls(each) && each.received() > 0)
                ? Cause.NO_CALLS
                : Cause.NONE;
    }

    private boolean any(java.util.function.Predicate<Connection> wanted) {
        return connections.stream().anyMatch(wanted);
    }

    private static boolean takesEvents(Connection each) {
        return each.role().equalsIgnoreCase("universal") || each.role().equalsIgnoreCase("event");
    }

    private static boolean calls(Connection each) {
        return each.role().equalsIgnoreCase("universal") || each.role().equalsIgnoreCase("api");
    }

    private String words(Cause cause) {
        return switch (cause) {
            case PAUSED -> name + " is paused; resume it on the console's page, or restart";
            case BROKEN -> name + " broke and stays down" + lastProblem() + "; mend that, then restart Onekyu";
            case ACCOUNT_OFFLINE ->
                name + " is connected, but the account is offline, so there are no events and calls fail; log it in"
                        + " again at the chat host";
            case NO_LIFECYCLE ->
                name + " is connected, but not even the lifecycle event has left for it; the peer does not read: look"
                        + " into its log, or disconnect it on the console's page";
            case EVENTS_DROPPED ->
                name + " works, but " + dropped + " events were dropped because the peer was too slow; look into the"
                        + " bot, or give the endpoint a longer queue";
            case NO_CALLS ->
                name + " is connected, but the bot has called nothing for a minute; a bot that only listens may be so,"
                        + " otherwise see that its plugins are loaded and that it knows this account";
            case WAITING ->
                name + " is not connected, but would be let in now; Onekyu dials again by itself" + lastProblem();
            default -> name + " is " + phase + lastProblem();
        };
    }

    private String lastProblem() {
        return Optional.of(trouble)
                .filter(text -> !text.isEmpty())
                .map(text -> " (last problem: " + code + " " + text + ")")
                .orElse("");
    }
}
