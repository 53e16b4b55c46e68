package io.github.onekyu.examples.lines;

import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;

/**
 * Turned on by {@code use_lines}. Named in {@code META-INF/services}, which is all it takes to be found.
 *
 * <p>{@code lines_port} is the port on 127.0.0.1. There is no access token: this is an example for one machine.
 */
public final class LinesTransportProvider implements TransportProvider {
    @Override
    public String name() {
        return "lines";
    }

    @Override
    public Transport create(TransportContext context) {
        return new LinesTransport(context, context.config().port("lines_port", 5720));
    }
}
