package io.github.onekyu.core.action;

import io.github.onekyu.core.message.MessageFormat;
import java.util.Optional;

/**
 * Who makes a call: one connection of one transport, or the project itself. Sends of one caller reach the host in the
 * order of the calls (WS-17). Make one for each connection.
 */
public final class Caller {
    private final String transport;
    private final String peer;
    private final Grant grant;
    private final Optional<MessageFormat> format;
    private final Turns sends = new Turns();

    private Caller(String transport, String peer, Grant grant, Optional<MessageFormat> format) {
        this.transport = transport;
        this.peer = peer;
        this.grant = grant;
        this.format = format;
    }

    /**
     * @param transport the transport's name, such as {@code ws}
     * @param peer the other end for people to read, such as {@code 127.0.0.1:40112}; never a secret
     */
    public static Caller of(String transport, String peer) {
        return new Caller(transport, peer, Grant.ALL, Optional.empty());
    }

    /**
     * @param grant what this caller may do
     * @param format the form of messages in its results; empty for the account's
     */
    public static Caller of(String transport, String peer, Grant grant, Optional<MessageFormat> format) {
        return new Caller(transport, peer, grant, format);
    }

    public String transport() {
        return transport;
    }

    public String peer() {
        return peer;
    }

    /** What it may do; the account asks before it does anything (EP-10). */
    public Grant grant() {
        return grant;
    }

    /** The form of messages in its results; empty for the account's. */
    public Optional<MessageFormat> format() {
        return format;
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
