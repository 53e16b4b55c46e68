package io.github.onekyu.core.action;

/**
 * Who makes a call: one connection of one transport, or the project itself. Sends of one caller reach the host in the
 * order of the calls (WS-17). Make one for each connection.
 */
public final class Caller {
    private final String transport;
    private final String peer;
    private final Turns sends = new Turns();

    private Caller(String transport, String peer) {
        this.transport = transport;
        this.peer = peer;
    }

    /**
     * @param transport the transport's name, such as {@code ws}
     * @param peer the other end for people to read, such as {@code 127.0.0.1:40112}; never a secret
     */
    public static Caller of(String transport, String peer) {
        return new Caller(transport, peer);
    }

    public String transport() {
        return transport;
    }

    public String peer() {
        return peer;
    }

    /** The order in which this caller's sends are passed on. */
    public Turns sends() {
        return sends;
    }

    @Override
    public String toString() {
        return peer.isEmpty() ? transport : transport + " " + peer;
    }
}
