package io.github.onekyu.core.event;

import java.util.concurrent.CompletionStage;

/** Something that wants the account's events. */
@FunctionalInterface
public interface EventReceiver {
    /**
     * Takes one event. Called by the account's one delivery thread, event after event: put it into a queue and return,
     * never wait for a peer. A failure thrown here is logged and touches nobody else (ORD-04).
     *
     * @return in phase {@link DeliveryPhase#REPORT}: completes when the exchange ended, however it ended, and its quick
     *     operation was carried out; otherwise of no importance
     */
    CompletionStage<?> receive(EncodedEvent event);
}
