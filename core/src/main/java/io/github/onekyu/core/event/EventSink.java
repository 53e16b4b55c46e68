package io.github.onekyu.core.event;

import io.github.onekyu.core.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** Takes the host's events in. Thread-safe. */
@FunctionalInterface
public interface EventSink {
    /**
     * Takes one event, in the fields of events.md; {@code message} may be segments or a string. {@code self_id}, {@code
     * time}, {@code sender} and {@code raw_message} are completed where they are missing (EV-02, EV-05, EV-06). Unknown
     * kinds and fields pass unchanged (EV-08, EV-09).
     *
     * @return completes with the event's number in this process once it has been handed to delivery, also when the
     *     filter dropped it
     */
    CompletionStage<Long> accept(JsonObject event);
}
