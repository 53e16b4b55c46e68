package io.github.onekyu.transport.http;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.transport.TransportContext;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.net.InetSocketAddress;

/** The other end of a connection. */
final class Peer {
    private static final AttachmentKey<Caller> CALLER = AttachmentKey.create(Caller.class);
    /** Whose caller that is: on a port of several accounts a connection may be used for each of them. */
    private static final AttachmentKey<TransportContext> ACCOUNT = AttachmentKey.create(TransportContext.class);

    private Peer() {}

    /**
     * Notes whose request this is. A connection has one caller, made at its first call, unless requests on it show tokens
     * with other rights; from the first on the connection is counted.
     */
    @SuppressWarnings(
            "ReferenceEquality") // the very same objects for the whole life of an endpoint, asked for each request
    static void enter(HttpServerExchange exchange, TransportContext context, Grant grant) {
        ServerConnection connection = exchange.getConnection();
        Caller caller = connection.getAttachment(CALLER);
        if (caller != null && caller.grant() == grant && connection.getAttachment(ACCOUNT) == context) {
            return;
        }
        connection.putAttachment(ACCOUNT, context);
        if (caller == null) {
            context.metrics().connectionOpened(context.endpoint());
            connection.addCloseListener(closed -> context.metrics().connectionClosed(context.endpoint()));
        }
        connection.putAttachment(CALLER, context.caller(of(exchange), grant));
    }

    /** The caller that {@link #enter} noted. */
    static Caller caller(HttpServerExchange exchange) {
        return java.util.Objects.requireNonNull(exchange.getConnection().getAttachment(CALLER), "nobody has entered");
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
