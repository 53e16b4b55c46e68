package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transport of an endpoint and what became of it. */
final class RunningTransport {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTransport.class);

    private final Endpoint endpoint;
    private volatile @Nullable Transport transport;
    private volatile @Nullable Throwable failure;

    RunningTransport(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    void created(Transport made) {
        transport = made;
    }

    String name() {
        return endpoint.name();
    }

    String statusName() {
        return endpoint.statusName();
    }

    Transport transport() {
        Transport made = transport;
        if (made == null) {
            throw new IllegalStateException(name() + " has not been created");
        }
        return made;
    }

    /** It broke after a good start (NET-05). */
    void failed(Throwable cause) {
        failure = cause;
        LOG.error("OKY-1103 transport {} broke: {}; it stays down until a restart", name(), cause.toString());
    }

    Health health() {
        Throwable broken = failure;
        return broken == null ? transport().health() : Health.bad(broken.toString());
    }
}
