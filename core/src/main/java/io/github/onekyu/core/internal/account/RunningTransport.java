package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transport with the provider it came from and what became of it. */
final class RunningTransport {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTransport.class);

    private final TransportProvider provider;
    private volatile @Nullable Transport transport;
    private volatile @Nullable Throwable failure;

    RunningTransport(TransportProvider provider) {
        this.provider = provider;
    }

    void created(Transport made) {
        transport = made;
    }

    String name() {
        return provider.name();
    }

    String statusName() {
        return provider.statusName();
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
