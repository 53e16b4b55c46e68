package io.github.onekyu.bridge.ckyu.link;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Says in words why a connection did not come about or broke. */
final class Words {
    private Words() {}

    static Loss of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebSocketHandshakeException handshake) {
                return handshake(handshake.getResponse().statusCode());
            }
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return Loss.broken("no such host; check its name");
            }
            if (cause instanceof SSLException) {
                return Loss.broken("TLS: " + cause.getMessage());
            }
            if (cause instanceof HttpTimeoutException) {
                return Loss.broken("no answer in time");
            }
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ConnectException) {
            return Loss.broken("nobody listens there, or a firewall refuses");
        }
        return Loss.broken(cause.getMessage() == null ? "the connection is gone" : cause.getMessage());
    }

    static Loss handshake(int status) {
        String http = "it answered HTTP " + status;
        return switch (status) {
            case 401 -> Loss.refused(http + ", which means that it wants a token");
            case 403 -> Loss.refused(http + ", which means that the token is another one");
            case 404 -> Loss.broken(http + ", so there is nothing at this path; check the path of the address");
            case 400, 405, 426 -> Loss.broken(http + ", so this is no WebSocket server; check the port");
            default -> Loss.broken(http + (status >= 300 && status < 400 ? "; redirects are not followed" : ""));
        };
    }
}
