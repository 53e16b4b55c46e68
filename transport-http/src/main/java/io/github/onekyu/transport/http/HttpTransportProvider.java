package io.github.onekyu.transport.http;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.ListenerProbe;
import io.github.onekyu.core.diagnosis.Probe;
import io.github.onekyu.core.transport.Activation;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.util.List;

/** The HTTP server: {@code use_http}, on unless turned off (NET-01). Stateless. */
public final class HttpTransportProvider implements TransportProvider {
    static final String NAME = "http";

    private final TimeLimits limits;

    /** For ServiceLoader. */
    public HttpTransportProvider() {
        this(TimeLimits.DEFAULT);
    }

    HttpTransportProvider(TimeLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Activation activation(ConfigView config) {
        return Activation.byFlag(config, "use_http", true);
    }

    @Override
    public List<Probe> probes(ConfigView config, long selfId) {
        HttpConfig http = HttpConfig.from(config);
        return ListenerProbe.of("http", http.host(), http.port(), "/get_login_info", "port", config, selfId);
    }

    @Override
    public Transport create(TransportContext context) {
        return new HttpTransport(context, HttpConfig.from(context.config()), limits);
    }
}
