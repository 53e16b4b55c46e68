package io.github.onekyu.transport.http;

import io.github.onekyu.core.auth.Access;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/**
 * Sends answers. Called on the connection's IO thread, once for each exchange. An answer that leaves before its request's
 * body was read goes out first, and the body is thrown away after it, so that the peer gets to read the answer.
 */
final class Replies {
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final String JSON = "application/json; charset=UTF-8";
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final boolean cors;
    private final RunningCalls calls;
    private final TimeLimits limits;

    Replies(boolean cors, RunningCalls calls, TimeLimits limits) {
        this.cors = cors;
        this.calls = calls;
        this.limits = limits;
    }

    /** 200 with the encoded envelope (HTTP-14). */
    void json(HttpServerExchange exchange, byte[] body) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JSON);
        send(exchange, ByteBuffer.wrap(body), null);
    }

    /** A status and nothing else (HTTP-12). */
    void empty(HttpServerExchange exchange, int status) {
        exchange.setStatusCode(status);
        send(exchange, EMPTY, null);
    }

    /** A status with words for people. */
    void text(HttpServerExchange exchange, int status, String words) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=UTF-8");
        send(exchange, ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)), null);
    }

    /** 401 or 403 (AUTH-02). */
    void refuse(HttpServerExchange exchange, Access access) {
        if (access == Access.MISSING) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
        }
        empty(exchange, access.httpStatus());
    }

    void methodNotAllowed(HttpServerExchange exchange, String allowed) {
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        empty(exchange, 405);
    }

    /** The answer to a browser that asks before it calls (CORS-02). */
    void preflight(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(ALLOW_METHODS, "*");
        exchange.getResponseHeaders().put(ALLOW_HEADERS, "*, Authorization"); // D-51
        empty(exchange, 200);
    }

    /**
     * A status after which the connection is of no use any more.
     *
     * @param body the channel that the rest of the body comes from, where somebody has begun to read it
     */
    void last(HttpServerExchange exchange, int status, @Nullable StreamSourceChannel body) {
        exchange.setPersistent(false);
        exchange.setStatusCode(status);
        send(exchange, EMPTY, body);
    }

    /** What every answer carries, whoever sends it. */
    void prepare(HttpServerExchange exchange) {
        if (cors) {
            exchange.getResponseHeaders().put(ALLOW_ORIGIN, "*"); // CORS-03
        }
        if (calls.stopping()) {
            exchange.setPersistent(false);
        } else if (exchange.isPersistent() && exchange.isHttp10()) {
            exchange.getResponseHeaders().put(Headers.CONNECTION, "keep-alive");
        }
    }

    private void send(HttpServerExchange exchange, ByteBuffer content, @Nullable StreamSourceChannel body) {
        prepare(exchange);
        exchange.setResponseContentLength(content.remaining());
        if (!exchange.isRequestComplete()) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> new AnswerFirst(exchange, body, limits).send(content));
        } else if (!content.hasRemaining()) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(content);
            if (!exchange.isComplete()) {
                StallWatch watch = StallWatch.start(exchange, "response", limits.stall(), content::remaining);
                exchange.addExchangeCompleteListener((done, next) -> {
                    watch.stop();
                    next.proceed();
                });
            }
        }
    }
}
