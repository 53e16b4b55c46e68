package io.github.onekyu.core.console;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.observe.Trace;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the console gets to show and to steer. Thread-safe. */
public interface ConsoleContext {
    /** The console's own settings. */
    ConfigView config();

    /** All accounts of the process, at least one, in the order of the configuration. */
    List<AccountView> accounts();

    /** What happened of late in all accounts. */
    Trace trace();

    /**
     * Reads the configuration again and puts into force what is different. Fails with {@link
     * io.github.onekyu.core.error.ConfigException}, with every problem, and then nothing has changed.
     */
    CompletionStage<Reloaded> reload();
}
