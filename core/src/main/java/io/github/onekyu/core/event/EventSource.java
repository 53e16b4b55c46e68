package io.github.onekyu.core.event;

import java.util.Optional;

/** Where transports get the account's events. Thread-safe. */
public interface EventSource {
    /** Delivers every event that passes the filter from now on, until the subscription is closed. */
    Subscription subscribe(DeliveryPhase phase, EventReceiver receiver);

    /**
     * A fresh {@code lifecycle}/{@code connect} event, for the new connection alone and as its first frame (META-04);
     * empty if the filter drops it (FLT-02).
     */
    Optional<EncodedEvent> connectEvent();

    /** Ends one delivery; closing twice is harmless. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
