package io.github.onekyu.transport.http;

import io.github.onekyu.core.transport.PortResidents;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What answers first on a port: finds the account that a request is for (ACC-06 to ACC-08). On IO threads. */
final class Front implements HttpHandler {
    private static final HttpString SELF_ID = new HttpString("X-Self-ID");

    /**
     * An account behind the port.
     *
     * @param blocking for the rare jobs that Undertow wants off its IO threads
     */
    record Tenant(HttpHandler handler, Executor blocking) {}

    private final PortResidents<Tenant> tenants;
    private final Replies replies;

    Front(PortResidents<Tenant> tenants, TimeLimits limits) {
        this.tenants = tenants;
        this.replies = new Replies(false, new RunningCalls(), limits);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = RequestTarget.path(exchange);
        PortResidents.Way<Tenant> way = tenants.find(path, selfId(exchange));
        if (way.resident().isEmpty()) {
            exchange.addExchangeCompleteListener(StrayPercents.NEXT_REQUEST);
            if (!exchange.isHttp11() && !exchange.isHttp10()) {
                exchange.setProtocol(Protocols.HTTP_1_1); // as Router does
            }
            replies.text(exchange, 404, way.refusal());
            return;
        }
        if (!way.path().equals(path)) {
            exchange.setRequestURI(way.path(), false);
        }
        way.resident().get().handler().handleRequest(exchange);
    }

    /** Of several headers none is the account's: together they are no number. */
    private static Optional<String> selfId(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(SELF_ID);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
}
