package io.github.onekyu.core.transport;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A transport that is on, as it is now.
 *
 * @param address where it listens; empty for one that dials
 */
public record TransportState(String name, Optional<InetSocketAddress> address, Health health) {}
