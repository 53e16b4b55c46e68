package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Reasons;
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
        String words = "it answered HTTP " + status + ": " + Reasons.advice(Peer.IMPLEMENTATION, status, "");
        return status == 401 || status == 403 ? Loss.refused(words) : Loss.broken(words);
    }
}
