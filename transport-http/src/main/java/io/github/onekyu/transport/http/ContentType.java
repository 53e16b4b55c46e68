package io.github.onekyu.transport.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** What a POST's body is, judged by its media type alone (HTTP-07 to HTTP-09). */
enum ContentType {
    /** Missing or empty: the body is ignored. */
    NONE,
    JSON,
    FORM,
    /** Answered with 406. */
    OTHER;

    static ContentType of(HttpServerExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        return header == null ? NONE : of(header);
    }

    static ContentType of(String header) {
        if (header.isBlank()) {
            return NONE;
        }
        int parameters = header.indexOf(';');
        String media = (parameters < 0 ? header : header.substring(0, parameters)).strip();
        if (media.equalsIgnoreCase("application/json")) {
            return JSON;
        }
        return media.equalsIgnoreCase("application/x-www-form-urlencoded") ? FORM : OTHER;
    }
}
