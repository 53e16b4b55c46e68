package io.github.onekyu.core.action;

import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Optional;

/** How a call ended. {@link ResponseEncoder} gives it its wire form (RSP-01 to RSP-04). */
public sealed interface ActionResponse {
    Retcode retcode();

    /** The {@code data} of a call that was done; empty for every other end. */
    default Optional<JsonValue> result() {
        return Optional.empty();
    }

    /** {@code ok}: it was done; {@code data} is {@link JsonNull#NULL} where an action has nothing to say. */
    record Done(JsonValue data) implements ActionResponse {
        @Override
        public Retcode retcode() {
            return Retcode.OK;
        }

        @Override
        public Optional<JsonValue> result() {
            return Optional.of(data);
        }
    }

    /** {@code async}: accepted, the result will not be told (ASY-01). */
    record Accepted() implements ActionResponse {
        @Override
        public Retcode retcode() {
            return Retcode.ASYNC;
        }
    }

    /** {@code failed}: {@code wording} says why in words, for people; empty where the retcode says it all. */
    record Failed(Retcode retcode, String wording) implements ActionResponse {}

    /**
     * {@code failed} because nothing answers to that name: WebSocket says 1404, HTTP says status 404 (HTTP-12, WS-16).
     */
    record UnknownAction(String action) implements ActionResponse {
        @Override
        public Retcode retcode() {
            return Retcode.UNKNOWN_ACTION;
        }
    }

    /**
     * The answer of another implementation, passed on with every member it has; an {@code echo} in it does not count.
     *
     * @param envelope has {@code status} and {@code retcode}
     */
    record Relayed(JsonObject envelope) implements ActionResponse {
        public Relayed {
            envelope = envelope.without("echo");
        }

        @Override
        public Retcode retcode() {
            long code = envelope.integer("retcode", Retcode.FAILED.value());
            return code == (int) code ? new Retcode((int) code) : Retcode.FAILED;
        }

        @Override
        public Optional<JsonValue> result() {
            return envelope.string("status", "").equals("ok")
                    ? Optional.of(java.util.Objects.requireNonNullElse(envelope.get("data"), JsonNull.NULL))
                    : Optional.empty();
        }
    }

    static ActionResponse done() {
        return new Done(JsonNull.NULL);
    }

    static ActionResponse failed(Retcode retcode, String wording) {
        return new Failed(retcode, wording);
    }
}
