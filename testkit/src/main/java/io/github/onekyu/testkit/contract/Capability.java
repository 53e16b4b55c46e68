package io.github.onekyu.testkit.contract;

/** What a transport can do; tests of the contract that need something else are skipped and say so. */
public enum Capability {
    /** Peers call actions. */
    ACTIONS,
    /** Calls and replies are messages of one connection and carry an echo. */
    ECHO,
    /** Peers get events. */
    EVENTS,
    /** A new connection hears {@code lifecycle}/{@code connect} first and misses what happened before. */
    GREETS,
    /** Several peers may be connected at once. */
    MANY_PEERS,
    /** Events are reports: they come before everything else, {@code enable} and {@code disable} among them. */
    REPORTS,
    /** The answer to a report is carried out as a quick operation. */
    QUICK_OPERATIONS,
    /** The transport listens; peers come to it. */
    LISTENS,
    /** The transport dials; it finds peers again by itself. */
    DIALS,
    /** Peers must show the access token, in a header or the query. */
    AUTH,
    /** Messages travel as WebSocket frames, so a peer can send broken ones. */
    FRAMES
}
