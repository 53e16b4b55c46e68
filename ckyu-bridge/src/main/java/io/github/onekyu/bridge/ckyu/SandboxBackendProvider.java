package io.github.onekyu.bridge.ckyu;

import io.github.onekyu.bridge.ckyu.sandbox.SandboxBackend;
import io.github.onekyu.bridge.ckyu.sandbox.SandboxConfig;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import java.time.Clock;

/** Makes the sandbox: the embedded, simulated chat host. */
public final class SandboxBackendProvider implements BackendProvider {
    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Backend create(BackendContext context) {
        return new SandboxBackend(context, SandboxConfig.from(context.config()), Clock.systemUTC());
    }
}
