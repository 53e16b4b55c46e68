package io.github.onekyu.benchmarks.standin;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** Tyrus on Grizzly with everything as shipped: {@code /api} only. Grizzly binds every address, whatever it is told. */
final class GrizzlyStandIn implements StandIn.Kind {
    private final int port;

    GrizzlyStandIn() throws Exception {
        ServerContainer container = ServerContainerFactory.createServerContainer(new HashMap<>());
        container.addEndpoint(
                ServerEndpointConfig.Builder.create(Calls.class, "/api").build());
        port = freePort(); // it does not tell which port 0 became
        container.start("", port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Answers each call in the thread that read it. */
    public static final class Calls extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            RemoteEndpoint.Async remote = session.getAsyncRemote();
            session.addMessageHandler(String.class, call -> remote.sendText(Work.answer(call), result -> {}));
        }
    }

    @Override
    public int port() {
        return port;
    }
}
