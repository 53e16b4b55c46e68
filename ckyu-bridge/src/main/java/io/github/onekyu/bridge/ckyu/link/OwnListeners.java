package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.config.ConfigView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where this account listens itself. A link to one of these would talk to itself (LNK-20). Asks no name service. */
final class OwnListeners {
    private record Listener(String key, String host, int port) {}

    private final List<Listener> listeners = new ArrayList<>();

    OwnListeners(ConfigView config) {
        if (config.flag("use_http", true)) {
            add(config, "host", "0.0.0.0", "port", 5700);
        }
        if (config.flag("use_ws", false)) {
            add(config, "ws_host", "0.0.0.0", "ws_port", 6700);
        }
        add(config, "console_host", "127.0.0.1", "console_port", 5710);
    }

    private void add(ConfigView config, String hostKey, String usualHost, String portKey, int usualPort) {
        add(portKey, config.text(hostKey).orElse(usualHost), config.port(portKey, usualPort));
    }

    private void add(String key, String host, int port) {
        if (port != 0) { // which of our own it will be is not known yet
            listeners.add(new Listener(key, host, port));
        }
    }

    OwnListeners and(String key, InetSocketAddress address) {
        add(key, address.getHostString(), address.getPort());
        return this;
    }

    /** The key of the listener that this address is, if it is one. */
    Optional<String> at(String host, int port) {
        return listeners.stream()
                .filter(each -> each.port == port && meets(each.host, host))
                .map(Listener::key)
                .findFirst();
    }

    private static boolean meets(String ours, String theirs) {
        Optional<InetAddress> listening = literal(ours);
        Optional<InetAddress> dialled = literal(theirs);
        if (listening.isEmpty() || dialled.isEmpty()) {
            return ours.equalsIgnoreCase(theirs);
        }
        InetAddress mine = listening.get();
        InetAddress other = dialled.get();
        return mine.equals(other)
                || (mine.isAnyLocalAddress() && isThisMachine(other))
                || (other.isAnyLocalAddress() && isThisMachine(mine))
                || (mine.isLoopbackAddress() && other.isLoopbackAddress());
    }

    private static boolean isThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }

    private static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean literal = bare.indexOf(':') >= 0 || bare.matches("[0-9.]+") || bare.equalsIgnoreCase("localhost");
        try {
            return literal ? Optional.of(InetAddress.getByName(bare)) : Optional.empty();
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }
}
