package io.github.onekyu.transport.post;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.Probe;
import io.github.onekyu.core.transport.Activation;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.util.List;

/** Makes the reporter. There is no flag: a {@code post_url} turns it on (NET-01). */
public final class PostTransportProvider implements TransportProvider {
    static final String NAME = "post";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statusName() {
        return "http_post";
    }

    @Override
    public Activation activation(ConfigView config) {
        return Activation.whenPresent(config, PostConfig.URL);
    }

    @Override
    public List<Probe> probes(ConfigView config, long selfId) {
        return ReceiverProbe.of(config, selfId);
    }

    @Override
    public Transport create(TransportContext context) {
        return new PostTransport(PostConfig.from(context.config()), context);
    }
}
