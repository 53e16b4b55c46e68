package io.github.onekyu.benchmarks.backend;

import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.json.JsonValue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A host that does nothing and holds nothing, so that what is measured is the account's. */
final class QuietBackendProvider implements BackendProvider {
    private final long selfId;
    private final Consumer<EventSink> sinks;

    QuietBackendProvider(long selfId, Consumer<EventSink> sinks) {
        this.selfId = selfId;
        this.sinks = sinks;
    }

    @Override
    public String name() {
        return "quiet";
    }

    @Override
    public Backend create(BackendContext context) {
        sinks.accept(context.events());
        return new Backend() {
            @Override
            public CompletionStage<Long> start() {
                return CompletableFuture.completedFuture(selfId);
            }

            @Override
            public void stop(Duration grace) {}

            @Override
            public Set<String> actions() {
                return Set.of();
            }

            @Override
            public CompletionStage<JsonValue> perform(HostCall call) {
                return CompletableFuture.failedStage(new BackendException(-1, "nothing is here"));
            }
        };
    }
}
