package io.github.onekyu.transport.ws;

import io.github.onekyu.core.transport.PortResidents;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What answers first on a port: finds the account that a handshake is for (ACC-06 to ACC-08). On IO threads. */
final class Front implements HttpHandler {
    private static final HttpString SELF_ID = new HttpString("X-Self-ID");

    private final PortResidents<HttpHandler> accounts;

    Front(PortResidents<HttpHandler> accounts) {
        this.accounts = accounts;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = RequestTarget.path(exchange);
        PortResidents.Way<HttpHandler> way = accounts.find(path, selfId(exchange));
        if (way.resident().isEmpty()) {
            refuse(exchange, way.refusal());
            return;
        }
        if (!way.path().equals(path)) {
            exchange.setRequestURI(way.path(), false);
        }
        way.resident().get().handleRequest(exchange);
    }

    /** Of several headers none is the account's: together they are no number. */
    private static Optional<String> selfId(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(SELF_ID);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    private static void refuse(HttpServerExchange exchange, String words) {
        ByteBuffer content = ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8));
        exchange.setPersistent(false);
        exchange.setStatusCode(404);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=UTF-8");
        exchange.setResponseContentLength(content.remaining());
        Connectors.terminateRequest(exchange); // as HandshakeHandler does: an announced body is not waited for
        exchange.getResponseSender().send(content);
    }
}
