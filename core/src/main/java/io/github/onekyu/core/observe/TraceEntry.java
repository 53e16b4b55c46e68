package io.github.onekyu.core.observe;

import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.ResponseEncoder;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One thing that happened. */
public sealed interface TraceEntry {
    /** Its own members in a record of the trace, secrets masked; {@code kind} comes first. */
    JsonObject json();

    /** About how many bytes it keeps alive. */
    long weight();

    /** An event left for the transports. */
    record Event(long number, JsonObject event, long weight, boolean truncated) implements TraceEntry {
        @Override
        public JsonObject json() {
            return marked(
                    JsonObject.builder().put("kind", "event").put("event_id", number),
                    "event",
                    Disclosure.masked(event),
                    truncated);
        }
    }

    /**
     * An action was answered.
     *
     * @param answers the number of the event that it seems to answer: the last one of the chat that it acts in
     */
    record Call(
            Caller caller,
            String action,
            JsonObject params,
            ActionResponse response,
            long nanos,
            OptionalLong answers,
            long weight,
            boolean truncated)
            implements TraceEntry {
        @Override
        public JsonObject json() {
            JsonObject.Builder json = JsonObject.builder()
                    .put("kind", "call")
                    .put("endpoint", caller.transport())
                    .put("peer", caller.peer())
                    .put("action", action)
                    .put("params", Disclosure.masked(params));
            return marked(json, "response", Disclosure.masked(ResponseEncoder.envelope(response)), truncated)
                    .toBuilder()
                    .put("ms", millis(nanos))
                    .put("answers", answers.isPresent() ? JsonNumber.of(answers.getAsLong()) : JsonNull.NULL)
                    .build();
        }
    }

    /** A report ended. */
    record Report(String endpoint, String target, long number, OptionalInt status, long nanos, String problem)
            implements TraceEntry {
        @Override
        public JsonObject json() {
            return JsonObject.builder()
                    .put("kind", "report")
                    .put("endpoint", endpoint)
                    .put("target", target)
                    .put("event_id", number)
                    .put("status", status.isPresent() ? JsonNumber.of(status.getAsInt()) : JsonNull.NULL)
                    .put("ms", millis(nanos))
                    .put("message", textOrNull(problem))
                    .build();
        }

        @Override
        public long weight() {
            return Disclosure.SMALL;
        }
    }

    /** A connection came or went. */
    record Connection(String endpoint, long id, String peer, String role, boolean opened, String reason)
            implements TraceEntry {
        @Override
        public JsonObject json() {
            return JsonObject.builder()
                    .put("kind", "connection")
                    .put("endpoint", endpoint)
                    .put("connection", id)
                    .put("peer", peer)
                    .put("role", role)
                    .put("state", opened ? "opened" : "closed")
                    .put("message", textOrNull(reason))
                    .build();
        }

        @Override
        public long weight() {
            return Disclosure.SMALL;
        }
    }

    /** Something went wrong with an endpoint. */
    record Trouble(String endpoint, String code, String message) implements TraceEntry {
        @Override
        public JsonObject json() {
            return JsonObject.builder()
                    .put("kind", "problem")
                    .put("endpoint", endpoint)
                    .put("code", code)
                    .put("message", message)
                    .build();
        }

        @Override
        public long weight() {
            return Disclosure.SMALL;
        }
    }

    /**
     * So many events, calls and reports came too fast while nobody watched, and are not in the trace.
     *
     * @param count of all accounts together
     */
    record Omitted(long count) implements TraceEntry {
        @Override
        public JsonObject json() {
            return JsonObject.builder()
                    .put("kind", "omitted")
                    .put("count", count)
                    .build();
        }

        @Override
        public long weight() {
            return Disclosure.SMALL;
        }
    }

    private static JsonObject marked(JsonObject.Builder json, String name, JsonObject value, boolean truncated) {
        json.put(name, value);
        return truncated ? json.put("truncated", true).build() : json.build();
    }

    private static JsonNumber millis(long nanos) {
        return new JsonNumber(java.math.BigDecimal.valueOf(nanos / 1000, 3).toPlainString());
    }

    private static JsonValue textOrNull(String text) {
        return Optional.of(text)
                .filter(said -> !said.isEmpty())
                .<JsonValue>map(JsonString::new)
                .orElse(JsonNull.NULL);
    }
}
