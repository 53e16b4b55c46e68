package io.github.onekyu.benchmarks.standin;

import io.undertow.Undertow;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tyrus inside Undertow, used as well as it can be: {@code /api} answers inline into a corked writer; {@code /event} gets
 * frames that are made once and written by each connection's IO thread.
 */
final class HostedStandIn implements StandIn.Kind {
    /** Tyrus 2.2.2 schedules a task for every frame with any timeout from 0, its default, up. */
    private static final int NO_IDLE_TASKS = -1;

    private static final Map<Session, BatchingWriter> RECEIVERS = new ConcurrentHashMap<>();

    private final Undertow server;

    HostedStandIn() throws Exception {
        TyrusInUndertow host = new TyrusInUndertow(4 << 20, 64 << 20);
        host.addEndpoint(
                ServerEndpointConfig.Builder.create(Calls.class, "/api").build());
        host.addEndpoint(
                ServerEndpointConfig.Builder.create(Events.class, "/event").build());
        host.start("", 0);
        server = HttpStandIn.start(host);
    }

    /** Answers each call in the thread that read it. */
    public static final class Calls extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxIdleTimeout(NO_IDLE_TASKS);
            RemoteEndpoint.Async remote = session.getAsyncRemote();
            session.addMessageHandler(String.class, call -> remote.sendText(Work.answer(call), result -> {}));
        }
    }

    /** Is pushed to. */
    public static final class Events extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxIdleTimeout(NO_IDLE_TASKS);
            session.addMessageHandler(String.class, ignored -> {});
            RECEIVERS.put(session, TyrusInUndertow.writerBeingOpened());
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            RECEIVERS.remove(session);
        }
    }

    @Override
    public int port() {
        return HttpStandIn.port(server);
    }

    @Override
    public Optional<String> command(List<String> words) throws Exception {
        return words.get(0).equals("events") ? Optional.of(Pace.of(words).run(HostedStandIn::push)) : Optional.empty();
    }

    private static void push(String padding) {
        ByteBuffer frame = BatchingWriter.textFrame(Work.utf8(Work.event(padding)));
        for (BatchingWriter writer : RECEIVERS.values()) {
            writer.offer(frame.duplicate());
        }
    }
}
