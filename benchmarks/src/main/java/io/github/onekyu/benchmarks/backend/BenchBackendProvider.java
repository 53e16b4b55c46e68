package io.github.onekyu.benchmarks.backend;

import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import java.util.ServiceLoader;

/**
 * {@code backend = bench}: the sandbox, with a control port beside it through which a benchmark raises events by the
 * thousand. What an event passes after that is the product's own. Never part of a distribution.
 */
public final class BenchBackendProvider implements BackendProvider {
    @Override
    public String name() {
        return "bench";
    }

    @Override
    public Backend create(BackendContext context) {
        BackendProvider sandbox = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("sandbox"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the sandbox is not on the class path"));
        return new BenchBackend(sandbox.create(context), context.events());
    }
}
