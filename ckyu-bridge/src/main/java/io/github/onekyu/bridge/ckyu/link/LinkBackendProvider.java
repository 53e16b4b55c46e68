package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.Probe;
import java.util.List;

/** Makes the link to a running OneBot v11 implementation. */
public final class LinkBackendProvider implements BackendProvider {
    private final Timing timing;

    public LinkBackendProvider() {
        this(Timing.STANDARD);
    }

    LinkBackendProvider(Timing timing) {
        this.timing = timing;
    }

    @Override
    public String name() {
        return "onebot";
    }

    @Override
    public List<Probe> probes(ConfigView config, long selfId) {
        return UpstreamProbes.of(config);
    }

    @Override
    public Backend create(BackendContext context) {
        return new LinkBackend(context, LinkConfig.from(context.config()), timing);
    }
}
