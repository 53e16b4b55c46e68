package io.github.onekyu.transport.ws;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;

/**
 * The Tyrus engine without a container of its own: it agrees on handshakes and speaks WebSocket, Undertow owns the
 * sockets. It has one endpoint; which of our paths was asked for is known before it is asked. Thread-safe.
 */
final class TyrusHost extends TyrusServerContainer {
    private static final String PATH = "/";

    private final ScheduledExecutorService timer;
    private final Map<String, Object> properties = new HashMap<>();
    private final TyrusWebSocketEngine engine;

    /** @param timer takes the place of the pool of ten threads that Tyrus would make */
    TyrusHost(ScheduledExecutorService timer) {
        super(Set.of());
        this.timer = timer;
        // With its default, 0, Tyrus schedules a task for each frame.
        setDefaultMaxSessionIdleTimeout(-1);
        engine = TyrusWebSocketEngine.builder(this)
                .incomingBufferSize(Integer.MAX_VALUE) // FrameRules sets the limit
                .parallelBroadcastEnabled(false)
                .build();
        try {
            engine.register(
                    ServerEndpointConfig.Builder.create(WsEndpoint.class, PATH)
                            .configurator(new Agreement())
                            .build(),
                    "");
        } catch (DeploymentException broken) {
            throw new IllegalStateException("the endpoint does not fit this version of Tyrus", broken);
        }
    }

    /** Lets the engine answer a handshake whose path and token were accepted. */
    UpgradeInfo upgrade(HttpServerExchange exchange, WsConnection connection, UpgradeResponse response) {
        InetSocketAddress local = exchange.getDestinationAddress();
        RequestContext request = RequestContext.Builder.create()
                .requestURI(URI.create(PATH))
                .queryString("") // holds the token: nobody needs it from here on (NET-08)
                .remoteAddr(connection.getName())
                .serverAddr(local.getHostString())
                .serverPort(local.getPort())
                .userPrincipal(connection)
                .tyrusProperties(properties)
                .build();
        // Not the peer's own: nothing else in there is negotiated (WS-04), and Tyrus obeys some headers of its own.
        header(request, UpgradeRequest.HOST, local.getHostString());
        header(request, UpgradeRequest.UPGRADE, UpgradeRequest.WEBSOCKET);
        header(request, UpgradeRequest.CONNECTION, UpgradeRequest.UPGRADE);
        header(request, "Sec-WebSocket-Version", "13");
        header(request, "Sec-WebSocket-Key", exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_KEY));
        return engine.upgrade(request, response);
    }

    private static void header(RequestContext request, String name, String value) {
        request.getHeaders().put(name, List.of(value));
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
        return timer;
    }

    @Override
    public Map<String, Object> getProperties() {
        return properties;
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    @Override
    public void register(Class<?> endpoint) throws DeploymentException {
        engine.register(endpoint, "");
    }

    @Override
    public void register(ServerEndpointConfig endpoint) throws DeploymentException {
        engine.register(endpoint, "");
    }

    /** Any origin, no subprotocol, no extension (WS-04). */
    private static final class Agreement extends ServerEndpointConfig.Configurator {
        private final WsEndpoint endpoint = new WsEndpoint();

        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return "";
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(endpoint);
        }
    }
}
