package io.github.onekyu.console;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.OneBotException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers: JSON, also for errors, which name what was wrong and what was expected. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    /** On the exchange's IO thread. */
    static void json(HttpServerExchange exchange, int status, JsonObject body) {
        text(exchange, status, "application/json; charset=UTF-8", Json.writeBytes(body));
    }

    static void text(HttpServerExchange exchange, int status, String type, byte[] body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }

    /** @param code the stable message code */
    static void error(HttpServerExchange exchange, int status, String code, String message) {
        json(
                exchange,
                status,
                JsonObject.builder()
                        .put(
                                "error",
                                JsonObject.builder()
                                        .put("code", code)
                                        .put("message", message)
                                        .build())
                        .build());
    }

    static void failure(HttpServerExchange exchange, Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof ControlException refused) {
            String message = String.valueOf(refused.getMessage());
            switch (refused.kind()) {
                case INVALID -> error(exchange, StatusCodes.BAD_REQUEST, "OKY-1701", message);
                case NOT_FOUND -> error(exchange, StatusCodes.NOT_FOUND, "OKY-1702", message);
                case CONFLICT -> error(exchange, StatusCodes.CONFLICT, "OKY-1704", message);
            }
            return;
        }
        if (cause instanceof NoSuchElementException) {
            error(exchange, StatusCodes.NOT_FOUND, "OKY-1702", String.valueOf(cause.getMessage()));
        } else if (cause instanceof ConfigException refused) {
            json(exchange, StatusCodes.UNPROCESSABLE_ENTITY, problems(refused));
        } else if (cause instanceof OneBotException refused) {
            error(exchange, StatusCodes.CONFLICT, "OKY-1704", String.valueOf(refused.getMessage()));
        } else if (cause instanceof IllegalStateException notRunning) {
            error(exchange, StatusCodes.SERVICE_UNAVAILABLE, "OKY-1702", String.valueOf(notRunning.getMessage()));
        } else {
            internal(exchange, cause);
        }
    }

    private static JsonObject problems(ConfigException refused) {
        return JsonObject.builder()
                .put(
                        "error",
                        JsonObject.builder()
                                .put("code", "OKY-1710")
                                .put("message", "the configuration cannot be used; everything goes on as it was")
                                .build())
                .put(
                        "problems",
                        JsonArray.of(refused.problems().stream()
                                .map(problem -> JsonObject.builder()
                                        .put("code", problem.code())
                                        .put("key", problem.key())
                                        .put("message", problem.toString())
                                        .build())
                                .toList()))
                .build();
    }

    private static void internal(HttpServerExchange exchange, Throwable cause) {
        LOG.error("OKY-1709 the console could not serve {}", exchange.getRequestPath(), cause);
        error(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "OKY-1709", "internal error; see the log");
    }
}
