package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventReceiver;
import io.github.onekyu.core.event.EventSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The account's events as one endpoint wants them: fewer, or in another format (EP-05, EP-06). */
record EndpointEvents(EventSource account, Endpoint endpoint) implements EventSource {
    /** The events for an endpoint; the account's own where it wants nothing special. */
    static EventSource of(EventSource account, Endpoint endpoint) {
        return endpoint.isClassic() ? account : new EndpointEvents(account, endpoint);
    }

    @Override
    public Subscription subscribe(DeliveryPhase phase, EventReceiver receiver) {
        return account.subscribe(
                phase,
                event -> wanted(event)
                        ? receiver.receive(event.in(endpoint.format()))
                        : CompletableFuture.completedFuture(null));
    }

    @Override
    public Optional<EncodedEvent> connectEvent() {
        return account.connectEvent().filter(this::wanted).map(event -> event.in(endpoint.format()));
    }

    private boolean wanted(EncodedEvent event) {
        if (!endpoint.reportSelf() && event.json().string("post_type", "").equals("message_sent")) {
            return false;
        }
        return endpoint.filter().isEmpty() || passes(event);
    }

    /** Meta events are as exempt here as in the account's own filter (FLT-02). */
    private boolean passes(EncodedEvent event) {
        boolean exempt = endpoint.config().flag("event_filter_exempt_meta", false)
                && event.json().string("post_type", "").equals("meta_event");
        return exempt || endpoint.filter().orElseThrow().passes(event.json());
    }
}
