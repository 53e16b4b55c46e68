package io.github.onekyu.core.backend;

import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** One logged-in account of a chat host. All methods are thread-safe; start and stop are called once each. */
public interface Backend {
    /**
     * Opens the host. The stage completes with the account's id once it is known; nothing is offered to bots before
     * (RWS-07).
     *
     * @throws BackendException if the host cannot be opened at all
     */
    CompletionStage<Long> start();

    /** Ends calls in flight within the grace and releases everything. */
    void stop(Duration grace);

    /** The names of all operations this host can perform; others answer 1404 (ACT-05). */
    Set<String> actions();

    /**
     * Whether {@link #perform} may block the calling thread for this operation. If not, it is called on the thread that
     * read the request.
     */
    default boolean mayBlock(String action) {
        return true;
    }

    /**
     * Performs one operation. The stage completes with the action's {@code data}, or exceptionally with a {@link
     * BackendException} whose retcode the caller gets; anything else becomes 103 (ACT-04). By the time this method
     * returns, the host has taken the call in: sends of one connection are passed in their order (WS-17).
     */
    CompletionStage<JsonValue> perform(HostCall call);

    /**
     * Whether the host fetches media itself: it then gets web addresses, {@code file:} addresses and base64 data as they
     * were sent. Otherwise the account fetches them, and {@code file} is the name of a file in {@code image}, {@code
     * record} or, for {@code video}, {@code show} of the data directory; what could not be fetched comes as it was sent
     * (ENH-01, ENH-05).
     */
    default boolean fetchesMedia() {
        return false;
    }

    /** Whether the account is online; empty where the host cannot tell. Must not block. */
    default Optional<Boolean> online() {
        return Optional.empty();
    }

    /** A report's answer asked that the event go no further among the host's own plug-ins (POST-10). */
    default void eventBlocked(JsonObject event) {}

    /**
     * For a host that speaks the protocol itself. Where there is one, {@link #actions}, {@link #mayBlock} and {@link
     * #perform} are not asked. The same object for the backend's whole life.
     */
    default Optional<Relay> relay() {
        return Optional.empty();
    }

    /** The means to act in the host's world from outside, where the host is a simulated one. */
    default Optional<HostControl> control() {
        return Optional.empty();
    }
}
