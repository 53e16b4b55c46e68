package io.github.onekyu.transport.http;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.transport.TransportMetrics;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.net.InetSocketAddress;

/** The other end of a connection. */
final class Peer {
    private static final AttachmentKey<Caller> CALLER = AttachmentKey.create(Caller.class);

    private Peer() {}

    /** The connection's one caller, made at its first call; from then on the connection is counted. */
    static Caller caller(HttpServerExchange exchange, TransportMetrics metrics) {
        ServerConnection connection = exchange.getConnection();
        Caller caller = connection.getAttachment(CALLER);
        if (caller == null) {
            caller = Caller.of(HttpTransportProvider.NAME, of(exchange));
            connection.putAttachment(CALLER, caller);
            metrics.connectionOpened(HttpTransportProvider.NAME);
            connection.addCloseListener(closed -> metrics.connectionClosed(HttpTransportProvider.NAME));
        }
        return caller;
    }

    /** {@code 127.0.0.1:40112}, {@code [::1]:40112}. */
    static String of(HttpServerExchange exchange) {
        InetSocketAddress address = exchange.getSourceAddress();
        return address == null ? "?" : text(address);
    }

    static String text(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
