package io.github.onekyu.transport.ws;

import java.net.InetSocketAddress;

/** Socket addresses as people write them. */
final class Addresses {
    private Addresses() {}

    /** {@code 127.0.0.1:40112}, {@code [::1]:40112}. */
    static String text(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
