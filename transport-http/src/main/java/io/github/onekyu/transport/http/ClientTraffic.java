package io.github.onekyu.transport.http;

import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.observe.Traffic;
import io.github.onekyu.core.transport.TransportContext;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.xnio.IoUtils;

/**
 * What an operator sees of one connection on which calls are made, from its first call to its end. It has no queue: a
 * client that does not read its answer sends no further request either. The connection's IO thread counts.
 */
final class ClientTraffic implements Traffic {
    private static final AttachmentKey<ClientTraffic> KEY = AttachmentKey.create(ClientTraffic.class);

    private final ServerConnection connection;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();

    private ClientTraffic(ServerConnection connection) {
        this.connection = connection;
    }

    /** A request was let in. */
    static void requested(HttpServerExchange exchange, TransportContext context) {
        ServerConnection connection = exchange.getConnection();
        ClientTraffic traffic = connection.getAttachment(KEY);
        if (traffic == null) {
            traffic = new ClientTraffic(connection);
            connection.putAttachment(KEY, traffic);
            context.report().cleared(); // who was refused before may be this one
            EndpointReport.Connection shown = context.report().opened(Peer.of(exchange), "http", traffic);
            connection.addCloseListener(closed -> shown.closed("the connection has ended"));
        }
        traffic.requests.lazySet(traffic.requests.get() + 1);
    }

    /** The request is answered. On the IO thread. */
    static void answered(HttpServerExchange exchange) {
        ClientTraffic traffic = exchange.getConnection().getAttachment(KEY);
        if (traffic != null) {
            traffic.answers.lazySet(traffic.answers.get() + 1);
        }
    }

    @Override
    public long queued() {
        return 0;
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public long behindMillis() {
        return 0;
    }

    @Override
    public long sent() {
        return answers.get();
    }

    @Override
    public long received() {
        return requests.get();
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void disconnect(String reason) {
        try {
            connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
        } catch (RejectedExecutionException stopped) {
            IoUtils.safeClose(connection);
        }
    }
}
