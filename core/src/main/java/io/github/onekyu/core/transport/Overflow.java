package io.github.onekyu.core.transport;

/** What happens to events for a peer whose queue is full (EP-19). */
public enum Overflow {
    /** The events that have waited longest are given up. */
    DROP_OLDEST,
    /** The new event is given up. */
    DROP_NEWEST,
    /** The connection is closed. */
    CLOSE
}
