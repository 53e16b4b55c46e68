package io.github.onekyu.transport.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Protocols;

/** Where every request comes in, on an IO thread (communication.md §3.1). */
final class Router implements HttpHandler {
    private final ApiHandler api;
    private final FileHandler files;
    private final Replies replies;

    Router(ApiHandler api, FileHandler files, Replies replies) {
        this.api = api;
        this.files = files;
        this.replies = replies;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.addExchangeCompleteListener(StrayPercents.NEXT_REQUEST);
        if (!exchange.isHttp11() && !exchange.isHttp10()) {
            exchange.setProtocol(Protocols.HTTP_1_1); // or the answer would begin with whatever the peer wrote there
            replies.last(exchange, 505, null);
            return;
        }
        String path = RequestTarget.path(exchange);
        if (RequestTarget.hasControlCharacters(path)
                || RequestTarget.hasControlCharacters(RequestTarget.query(exchange))) {
            replies.last(exchange, 400, null);
            return;
        }
        Route route = Route.of(path);
        if (route instanceof Route.Api call) {
            api.handle(exchange, call.action());
        } else if (route instanceof Route.DataFile file) {
            files.handle(exchange, file);
        } else {
            replies.empty(exchange, 404); // HTTP-02: whatever the method, whoever asks
        }
    }
}
