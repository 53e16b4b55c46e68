package io.github.onekyu.transport.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Optional;

/** The {@code Authorization} header of a request (communication.md §2). */
final class Credentials {
    private Credentials() {}

    /** Present, though empty, also where the header was sent more than once: none of them can be relied on (AUTH-05). */
    static Optional<String> header(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(values.size() == 1 ? values.getFirst() : "");
    }
}
