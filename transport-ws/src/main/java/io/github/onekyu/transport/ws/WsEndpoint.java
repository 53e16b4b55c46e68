package io.github.onekyu.transport.ws;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** Leads from Tyrus' sessions back to our connections. One for all of them; holds nothing. Public for Tyrus alone. */
public final class WsEndpoint extends Endpoint {
    WsEndpoint() {}

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        connection(session).joined(session);
    }

    @Override
    public void onError(Session session, Throwable failure) {
        connection(session).failed(failure);
    }

    private static WsConnection connection(Session session) {
        return (WsConnection) session.getUserPrincipal();
    }
}
