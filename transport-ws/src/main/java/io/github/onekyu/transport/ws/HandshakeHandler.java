package io.github.onekyu.transport.ws;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.auth.Access;
import io.github.onekyu.core.auth.Door;
import io.github.onekyu.core.connection.Role;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.util.Base64;
import java.util.Optional;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request on the port, on the IO thread: first the path, then the token, then the handshake (WS-01 to
 * WS-06). A refusal ends the connection, so that nothing sent behind it is ever looked at.
 */
final class HandshakeHandler implements HttpHandler {
    private static final HttpString VERSION = new HttpString("Sec-WebSocket-Version");
    private static final HttpString ACCEPT = new HttpString("Sec-WebSocket-Accept");
    private static final int KEY_BYTES = 16;
    private static final int KEY_CHARACTERS = 24;

    private final ConnectionHub hub;
    private final TyrusHost engine;
    private final Refusals refusals;

    HandshakeHandler(ConnectionHub hub, TyrusHost engine) {
        this.hub = hub;
        this.engine = engine;
        this.refusals = new Refusals(hub);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Optional<Role> role = RequestTarget.role(exchange);
        if (role.isEmpty()) {
            refuse(exchange, 404);
            return;
        }
        Door.Admission admission = hub.door()
                .check(
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION)),
                        () -> RequestTarget.token(exchange));
        Access access = admission.access();
        if (access != Access.GRANTED) {
            if (access == Access.MISSING) {
                exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            }
            refusals.note(Addresses.text(exchange.getSourceAddress()), access);
            refuse(exchange, access.httpStatus());
        } else if (!asksForWebSocket(exchange)) {
            exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
            refuse(exchange, 426);
        } else if (!"13".equals(only(exchange, VERSION))) {
            exchange.getResponseHeaders().put(VERSION, "13");
            refuse(exchange, 426);
        } else if (hasBody(exchange) || !isKey(only(exchange, Headers.SEC_WEB_SOCKET_KEY))) {
            refuse(exchange, 400);
        } else if (isOneOfUs(exchange)) {
            refuse(exchange, 421);
        } else {
            accept(exchange, role.get(), admission.grant());
        }
    }

    /**
     * Whether a reverse client of Onekyu, most likely our own, dials here: each would take what the other sends for
     * calls and answer it, for ever (M-09).
     */
    private static boolean isOneOfUs(HttpServerExchange exchange) {
        return OneBot.userAgent().equals(only(exchange, Headers.USER_AGENT))
                && exchange.getRequestHeaders().contains("X-Client-Role")
                && exchange.getRequestHeaders().contains("X-Self-ID");
    }

    private void accept(HttpServerExchange exchange, Role role, Grant grant) {
        WsConnection connection = new WsConnection(
                hub, role, hub.caller(Addresses.text(exchange.getSourceAddress()), grant), exchange.getIoThread());
        TyrusUpgradeResponse answer = new TyrusUpgradeResponse();
        UpgradeInfo agreed = engine.upgrade(exchange, connection, answer);
        if (agreed.getStatus() != UpgradeStatus.SUCCESS || answer.getStatus() != 101) {
            refuse(exchange, 400);
        } else if (!hub.join(connection)) {
            refuse(exchange, 503);
        } else {
            exchange.getConnection().addCloseListener(closed -> connection.ended());
            exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
            exchange.getResponseHeaders().put(ACCEPT, answer.getFirstHeaderValue("Sec-WebSocket-Accept"));
            exchange.upgradeChannel((socket, done) -> connection.open(socket, agreed));
            exchange.endExchange();
        }
    }

    private static void refuse(HttpServerExchange exchange, int status) {
        exchange.setPersistent(false);
        exchange.setStatusCode(status);
        exchange.setResponseContentLength(0);
        Connectors.terminateRequest(exchange); // or Undertow would first wait for a body that was announced
        exchange.endExchange();
    }

    private static boolean asksForWebSocket(HttpServerExchange exchange) {
        // As text: Undertow's own comparison takes "get" for it.
        return exchange.getRequestMethod().toString().equals(Methods.GET_STRING)
                && exchange.getProtocol().equals(Protocols.HTTP_1_1)
                && names(exchange.getRequestHeaders().get(Headers.UPGRADE), "websocket")
                && names(exchange.getRequestHeaders().get(Headers.CONNECTION), "upgrade");
    }

    /** Whether one of the comma-separated words of the header is this one, in any case. */
    private static boolean names(@Nullable HeaderValues values, String word) {
        if (values != null) {
            for (String value : values) {
                for (String part : value.split(",", -1)) {
                    if (part.strip().equalsIgnoreCase(word)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Behind the head of a handshake there are frames; a peer that announces a body means something else. */
    private static boolean hasBody(HttpServerExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst(Headers.CONTENT_LENGTH);
        return exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)
                || (length != null && !length.strip().equals("0"));
    }

    /** The value of a header that must not be there twice (RFC 6455 §11.3); null if it is, or is missing. */
    private static @Nullable String only(HttpServerExchange exchange, HttpString name) {
        HeaderValues values = exchange.getRequestHeaders().get(name);
        return values != null && values.size() == 1 ? values.getFirst() : null;
    }

    private static boolean isKey(@Nullable String key) {
        if (key == null || key.length() != KEY_CHARACTERS) { // Java's decoder would do without the padding
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
