package io.github.onekyu.testkit.contract;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports that exist only here. */
final class MemoryNetwork {
    private final Map<Integer, Object> owners = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(50_000);

    /** Takes the port, or a free one for 0; empty if somebody else has it. */
    OptionalInt bind(int wanted, Object owner) {
        int port = wanted == 0 ? next.incrementAndGet() : wanted;
        return owners.putIfAbsent(port, owner) == null ? OptionalInt.of(port) : OptionalInt.empty();
    }

    void release(int port, Object owner) {
        owners.remove(port, owner);
    }

    boolean taken(int port) {
        return owners.containsKey(port);
    }

    Optional<MemoryTransport> at(int port) {
        return owners.get(port) instanceof MemoryTransport transport ? Optional.of(transport) : Optional.empty();
    }

    static InetSocketAddress address(int port) {
        return InetSocketAddress.createUnresolved("memory", port);
    }
}
