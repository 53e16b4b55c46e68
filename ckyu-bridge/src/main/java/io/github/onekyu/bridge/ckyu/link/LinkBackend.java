package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.backend.Relay;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An account that is logged in elsewhere: everything goes to and comes from another implementation. */
final class LinkBackend implements Backend, Relay {
    private final BackendContext context;
    private final LinkConfig config;
    private final Timing timing;
    private final Link link;
    private final Upstream upstream;

    LinkBackend(BackendContext context, LinkConfig config, Timing timing) {
        this.context = context;
        this.config = config;
        this.timing = timing;
        this.link = new Link(config.place(), timing, context.timer(), context.events());
        this.upstream = switch (config.mode()) {
            case WS -> new DialledSocket(config, timing, context.timer(), link);
            case WS_REVERSE -> new AcceptedSockets(config, link);
            case HTTP -> new HttpUpstream(config, timing, context.timer(), link);
        };
    }

    @Override
    public CompletionStage<Long> start() {
        upstream.start();
        link.begin();
        context.timer()
                .schedule(
                        () -> link.account()
                                .completeExceptionally(new BackendException(Retcode.FAILED.value(), late())),
                        timing.login().toMillis(),
                        TimeUnit.MILLISECONDS);
        return link.account();
    }

    private String late() {
        return "OKY-1645 the OneBot implementation at " + config.place() + " did not say within "
                + timing.login().toSeconds() + " s which account it is logged in to: " + link.trouble()
                + "; start it, and compare its settings with upstream_mode, the address and the token";
    }

    @Override
    public void stop(Duration grace) {
        upstream.stop(grace);
        link.end();
    }

    @Override
    public CompletionStage<ActionResponse> call(ActionRequest request, Caller caller) {
        return link.call(request, caller);
    }

    @Override
    public Optional<Relay> relay() {
        return Optional.of(this);
    }

    @Override
    public Set<String> actions() {
        return Set.of(); // everything goes through the relay
    }

    @Override
    public CompletionStage<JsonValue> perform(HostCall call) {
        return CompletableFuture.failedStage(
                new BackendException(Retcode.FAILED.value(), "a relay is asked through call, not perform"));
    }

    @Override
    public boolean fetchesMedia() {
        return true;
    }

    @Override
    public Optional<Boolean> online() {
        return Optional.of(link.online());
    }
}
