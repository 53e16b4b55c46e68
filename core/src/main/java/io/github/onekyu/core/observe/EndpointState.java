package io.github.onekyu.core.observe;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One endpoint as it is now.
 *
 * @param name {@code ws_reverse}, {@code ws_reverse.koishi}
 * @param transport the name of its transport
 * @param since when {@code phase} began, milliseconds since 1970
 * @param address where it listens; empty for one that dials
 * @param target where it dials, secrets masked; empty for a listener
 * @param problem what last went wrong; empty once it is over
 * @param sent messages of all its connections, those that have ended included; so are the next two
 */
public record EndpointState(
        long selfId,
        String name,
        String transport,
        Phase phase,
        long since,
        Optional<InetSocketAddress> address,
        Optional<String> target,
        Optional<Problem> problem,
        long sent,
        long received,
        long dropped,
        List<ConnectionState> connections) {
    /** What an endpoint is doing. */
    public enum Phase {
        /** A listener that serves. */
        LISTENING,
        /** A dialer that has no connection. */
        CONNECTING,
        /** A dialer that has at least one. */
        CONNECTED,
        /** It posts events where there are some. */
        REPORTING,
        /** Somebody stopped it; it stays so until somebody resumes it. */
        PAUSED,
        /** It broke and stays down until a restart. */
        FAILED
    }

    public EndpointState {
        connections = List.copyOf(connections);
    }

    /** Messages that wait in all connections. */
    public long queued() {
        return connections.stream().mapToLong(ConnectionState::queued).sum();
    }

    /** Bytes that wait in all connections. */
    public long queuedBytes() {
        return connections.stream().mapToLong(ConnectionState::queuedBytes).sum();
    }
}
