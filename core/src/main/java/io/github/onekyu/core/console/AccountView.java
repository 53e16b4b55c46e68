package io.github.onekyu.core.console;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One account as the console sees and steers it. Thread-safe. It is there before the account is ready. */
public interface AccountView {
    /** The account's id; before it has logged in, the one in its configuration, or 0. */
    long selfId();

    /** The name of its chat host, {@code sandbox} or {@code onebot}. */
    String backend();

    /** Whether it has started and serves. */
    boolean ready();

    /** The data of {@code get_status}; {@code good} is false while it does not serve. */
    JsonObject status();

    /** The simulated world, where the backend has one. */
    Optional<HostControl> control();

    /** Where its media and files are; the folders below it may be missing. */
    Path dataDir();

    /** Its endpoints as they are now; none while it does not serve. */
    List<EndpointState> endpoints();

    /**
     * Stops the endpoint until it is resumed or the account restarts; harmless if it is paused. Blocks for seconds at
     * most: not for IO threads.
     *
     * @throws java.util.NoSuchElementException if there is no such endpoint
     */
    void pause(String endpoint);

    /**
     * Goes on after {@link #pause}. Blocks likewise.
     *
     * @throws java.util.NoSuchElementException if there is no such endpoint
     * @throws io.github.onekyu.core.error.OneBotException if it cannot start; it stays paused
     */
    void resume(String endpoint);

    /** Ends the connection with this {@link io.github.onekyu.core.observe.ConnectionState#id}; false if there is none. */
    boolean disconnect(long connection);

    /**
     * Finds out whether the endpoint works, with connections of its own where it dials. Takes some seconds.
     *
     * @throws java.util.NoSuchElementException if there is no such endpoint
     */
    CompletionStage<Diagnosis> test(String endpoint);

    /**
     * Calls an action.
     *
     * @param endpoint whose rights and message format count; empty for all rights and the account's format
     * @throws java.util.NoSuchElementException if there is no such endpoint
     */
    CompletionStage<ActionResponse> call(ActionRequest request, Optional<String> endpoint);
}
