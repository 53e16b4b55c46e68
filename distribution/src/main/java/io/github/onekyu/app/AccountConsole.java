package io.github.onekyu.app;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.observe.Trace;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What the console sees; it is there before the accounts and tells who asks that they are not ready. */
record AccountConsole(
        ConfigView config, List<AccountView> accounts, Trace trace, Supplier<CompletionStage<Reloaded>> reloader)
        implements ConsoleContext {
    @Override
    public CompletionStage<Reloaded> reload() {
        return reloader.get();
    }
}
