package io.github.onekyu.transport.wsreverse;

import jakarta.websocket.ClientEndpointConfig;
import java.util.Map;
import org.glassfish.tyrus.spi.ClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;

/**
 * Where Tyrus hands a new client engine over. Public with a public constructor only because Tyrus makes it by name; not
 * API. It keeps nothing: the connection travels in the endpoint's configuration.
 */
public final class SocketContainer implements ClientContainer {
    @Override
    public void openClientSocket(ClientEndpointConfig config, Map<String, Object> properties, ClientEngine engine) {
        if (config.getUserProperties().get(PeerConnection.KEY) instanceof PeerConnection connection) {
            connection.connect(engine);
        }
    }
}
