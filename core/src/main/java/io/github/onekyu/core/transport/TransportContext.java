package io.github.onekyu.core.transport;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.quick.QuickOperations;

/** What a transport gets from the account it serves. Everything in it is thread-safe. */
public interface TransportContext {
    ConfigView config();

    ActionDispatcher actions();

    EventSource events();

    /** For transports whose peers answer events: reports. */
    QuickOperations quickOperations();

    /** The account's id; known, since nothing is created before (RWS-07). */
    long selfId();

    TransportThreads threads();

    TransportMetrics metrics();

    /** The transport broke after a good start: logged, and {@code get_status} says so from now on (NET-05). */
    void reportFailure(Throwable cause);
}
