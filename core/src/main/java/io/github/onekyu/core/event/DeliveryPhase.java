package io.github.onekyu.core.event;

/** When a receiver gets an event (ORD-02). Receivers of one phase are served in the order in which they subscribed. */
public enum DeliveryPhase {
    /** First: reports. The event goes on once each receiver's stage has completed; later events do not wait. */
    REPORT,
    /** Then: everybody else, at once. */
    BROADCAST
}
