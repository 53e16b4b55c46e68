package io.github.onekyu.core.transport;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.auth.Door;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.quick.QuickOperations;

/** What a transport gets from the account it serves. Everything in it is thread-safe. */
public interface TransportContext {
    /** The settings of this endpoint: the account's, with those of the endpoint's own section on top (EP-03). */
    ConfigView config();

    /** The endpoint's name, {@code ws_reverse} or {@code ws_reverse.koishi}: for logs and metrics. */
    String endpoint();

    /** Call with a {@link #caller}, which says what this endpoint's peers may do. */
    ActionDispatcher actions();

    /** Who is let in, for transports that listen. */
    Door door();

    /**
     * Makes a caller: one for each connection.
     *
     * @param peer the other end for people to read, such as {@code 127.0.0.1:40112}; never a secret
     */
    Caller caller(String peer);

    /** As {@link #caller(String)}, for a peer whose token carries rights of its own ({@link Door#check}). */
    Caller caller(String peer, Grant grant);

    EventSource events();

    /** For transports whose peers answer events: reports. */
    QuickOperations quickOperations();

    /** The account's id; known, since nothing is created before (RWS-07). */
    long selfId();

    TransportThreads threads();

    /** For listeners: the ports of the process, which accounts may share. By default shared with nobody. */
    default SharedPorts ports() {
        return new SharedPorts();
    }

    TransportMetrics metrics();

    /** Where the transport tells what its connections do, for the operator to see. */
    EndpointReport report();

    /** The transport broke after a good start: logged, and {@code get_status} says so from now on (NET-05). */
    void reportFailure(Throwable cause);
}
