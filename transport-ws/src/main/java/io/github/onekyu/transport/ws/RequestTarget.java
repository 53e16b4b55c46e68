package io.github.onekyu.transport.ws;

import io.github.onekyu.core.connection.Role;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The request target exactly as the peer sent it, one character for each byte: nothing is normalised (WS-02). */
final class RequestTarget {
    private static final String TOKEN = "access_token";

    private RequestTarget() {}

    /** What the path asks for (WS-01); empty for any other path. */
    static Optional<Role> role(HttpServerExchange exchange) {
        return switch (path(exchange)) {
            case "/api", "/api/" -> Optional.of(Role.API);
            case "/event", "/event/" -> Optional.of(Role.EVENT);
            case "/" -> Optional.of(Role.UNIVERSAL);
            default -> Optional.empty();
        };
    }

    /** Of an absolute target ({@code GET http://host/api}) the part after the host. */
    static String path(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int scheme = uri.indexOf("://");
        int slash = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : uri.substring(slash);
    }

    /** The query parameter {@code access_token}, decoded; of several the first (AUTH-06, PAR-03). */
    static Optional<String> token(HttpServerExchange exchange) {
        for (String pair : exchange.getQueryString().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(name).equals(TOKEN)) {
                return Optional.of(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decode(String text) {
        byte[] bytes = new byte[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length() && hex(text, i + 1) >= 0 && hex(text, i + 2) >= 0) {
                bytes[size++] = (byte) (hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else {
                bytes[size++] = (byte) (c == '+' ? ' ' : c);
            }
        }
        // This constructor puts U+FFFD where the bytes are not UTF-8.
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private static int hex(String text, int index) {
        return Character.digit(text.charAt(index), 16);
    }
}
