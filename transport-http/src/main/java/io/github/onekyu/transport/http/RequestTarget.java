package io.github.onekyu.transport.http;

import io.undertow.server.HttpServerExchange;

/** The request target as the peer sent it; what Undertow makes of it (decoded, without path parameters) is not used. */
final class RequestTarget {
    private RequestTarget() {}

    /** The encoded path; of an absolute target ({@code GET http://host/a}) the part after the host. */
    static String path(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int scheme = uri.indexOf("://");
        int slash = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : uri.substring(slash);
    }

    /** Everything after the first question mark, encoded; empty if there is none. */
    static String query(HttpServerExchange exchange) {
        return exchange.getQueryString();
    }

    /** Bytes outside ASCII are let through, since people type them; control characters only serve to smuggle. */
    static boolean hasControlCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                return true;
            }
        }
        return false;
    }
}
