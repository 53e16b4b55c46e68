package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Reasons;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Says in words why a connection did not come about or broke. */
final class Words {
    private Words() {}

    /**
     * What became of an attempt to connect.
     *
     * @param key the setting with the address
     */
    static Loss ofDial(Throwable failure, UpstreamAddress at, String key) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException
                    || cause instanceof HttpConnectTimeoutException) {
                return Loss.broken(Reasons.notReached(
                        Peer.IMPLEMENTATION, at.hostName(), at.host() + ":" + at.port(), key, failure));
            }
        }
        return of(failure);
    }

    /** What became of a connection. */
    static Loss of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebSocketHandshakeException handshake) {
                return handshake(handshake.getResponse().statusCode());
            }
            if (cause instanceof SSLException) {
                return Loss.broken(Reasons.tlsFailed(String.valueOf(cause.getMessage())));
            }
            if (cause instanceof HttpTimeoutException) {
                return Loss.broken("no answer in time");
            }
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Loss.broken(cause.getMessage() == null ? "the connection is gone" : cause.getMessage());
    }

    static Loss handshake(int status) {
        String words = "it answered HTTP " + status + ": " + Reasons.advice(Peer.IMPLEMENTATION, status, "");
        return status == 401 || status == 403 ? Loss.refused(words) : Loss.broken(words);
    }
}
