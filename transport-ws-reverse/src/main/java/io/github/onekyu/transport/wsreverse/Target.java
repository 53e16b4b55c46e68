package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.connection.Role;

/** One connection to keep: what it is for, and where to. */
record Target(Role role, PeerUrl url) {
    /** For people, without anything secret. */
    @Override
    public String toString() {
        return role.headerValue() + " client to " + url;
    }
}
