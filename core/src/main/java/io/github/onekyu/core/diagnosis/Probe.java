package io.github.onekyu.core.diagnosis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to try in order to know whether a connection works.
 *
 * @param what names the connection for people: {@code ws_reverse.koishi, Universal client}
 * @param key the setting that has the address
 * @param headers as the transport itself sends them, in their order; those of the upgrade are added
 * @param body for HTTP; empty for a GET
 * @param deadline for all of it
 */
public record Probe(
        Kind kind,
        Peer peer,
        String what,
        String key,
        Address address,
        Map<String, String> headers,
        String body,
        Duration deadline) {
    /** Long enough for a slow name service and a slow bot. */
    public static final Duration DEADLINE = Duration.ofSeconds(8);

    /** What is spoken there. */
    public enum Kind {
        /** A WebSocket server that we dial. */
        WEBSOCKET,
        /** An HTTP server that we call. */
        HTTP,
        /** One of our own listeners; the scheme of the address says which kind. */
        LISTENER
    }

    public Probe {
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** With the usual deadline and no body. */
    public static Probe of(
            Kind kind, Peer peer, String what, String key, Address address, Map<String, String> headers) {
        return new Probe(kind, peer, what, key, address, headers, "", DEADLINE);
    }

    public Probe withBody(String text) {
        return new Probe(kind, peer, what, key, address, headers, text, deadline);
    }

    /** With the endpoint's name in front of what it is. */
    public Probe named(String endpoint) {
        return new Probe(kind, peer, endpoint + " " + what, key, address, headers, body, deadline);
    }

    /** At another address. */
    public Probe at(Address other) {
        return new Probe(kind, peer, what, key, other, headers, body, deadline);
    }

    public Probe within(Duration limit) {
        return new Probe(kind, peer, what, key, address, headers, body, limit);
    }

    /** Without headers and query: they hold secrets. */
    @Override
    public String toString() {
        return what + " at " + address;
    }
}
