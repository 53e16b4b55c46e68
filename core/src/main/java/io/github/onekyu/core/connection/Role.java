package io.github.onekyu.core.connection;

/** What a WebSocket connection is for. */
public enum Role {
    API("API", true, false),
    EVENT("Event", false, true),
    UNIVERSAL("Universal", true, true);

    private final String headerValue;
    private final boolean calls;
    private final boolean events;

    Role(String headerValue, boolean calls, boolean events) {
        this.headerValue = headerValue;
        this.calls = calls;
        this.events = events;
    }

    /** The value of {@code X-Client-Role}, in its exact case (RWS-04). */
    public String headerValue() {
        return headerValue;
    }

    /** Whether calls are served; frames on other connections are read and ignored (WS-18, RWS-09). */
    public boolean servesCalls() {
        return calls;
    }

    /** Whether events are pushed, {@code connect} first (WS-31). */
    public boolean receivesEvents() {
        return events;
    }
}
