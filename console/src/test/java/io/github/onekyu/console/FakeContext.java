package io.github.onekyu.console;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.observe.Trace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A process with these accounts. */
record FakeContext(ConfigView config, List<AccountView> accounts, Trace trace) implements ConsoleContext {
    FakeContext(ConfigView config, AccountView account) {
        this(config, List.of(account), Trace.keeping(1000, 1 << 20));
    }

    @Override
    public CompletionStage<Reloaded> reload() {
        return CompletableFuture.completedFuture(new Reloaded(List.of(), List.of(), List.of(), List.of()));
    }
}
