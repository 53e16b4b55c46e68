package io.github.onekyu.app;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.console.Console;
import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.console.ConsoleProvider;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.observe.Trace;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The accounts with their console, from settings to stop. Starts whole or not at all: after a failed {@link #start} call
 * {@link #stop}, which also may come at any time from another thread.
 */
final class Launcher {
    private static final Duration GRACE = Duration.ofSeconds(3);
    /** What the page can look back on: ten seconds at 1,000 events a second, and no more memory than a few pictures. */
    private static final int TRACE_RECORDS = 12_000;

    private static final long TRACE_WEIGHT = 16L << 20;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final Logging logging;
    /** Guards the parts below against a stop that comes during the start. */
    private final Object parts = new Object();

    private @Nullable Accounts accounts;
    private @Nullable Console console;
    private boolean stopped;

    Launcher(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
        this.logging = new Logging(out);
    }

    /**
     * Starts everything and says what is there. Returns when it serves.
     *
     * @param serving run when it serves, before that is said
     * @throws RuntimeException one of core's exceptions, or {@link LauncherException}
     */
    void start(Path home, Map<String, String> typed, Runnable serving) {
        logging.quiet();
        FirstMinute text = new FirstMinute(out);
        text.header();
        ConfigLoader loader = new ConfigLoader(home, environment, typed, Installed.extraKeys());
        LoadedAccounts loaded = loader.loadAll();
        Config process = loaded.process();
        text.origin(loaded);
        BeforeStart.check(loaded);
        logging.configure(
                process, loaded.accounts().stream().allMatch(account -> OpenDoors.isSandbox(account.config())));

        Optional<ConsoleProvider> page = Installed.console();
        Trace trace = page.isPresent() ? Trace.keeping(TRACE_RECORDS, TRACE_WEIGHT) : Trace.off();
        Accounts all = new Accounts(loader, loaded, trace);
        Optional<Console> made = page.map(provider -> create(provider, process, all, trace));
        synchronized (parts) {
            if (stopped) {
                return;
            }
            accounts = all;
            console = made.orElse(null);
        }
        OpenDoors.warn(loaded);
        made.ifPresent(Console::start);
        all.start();

        text.serving(process, all.list(), made);
        serving.run();
        text.ready();
        logging.serving();
    }

    /** Bad settings of the console are found before anything is bound. */
    private static Console create(ConsoleProvider provider, Config config, Accounts accounts, Trace trace) {
        Console console = provider.create(new ConsoleView(config, accounts, trace));
        if (!config.problems().isEmpty()) {
            throw new ConfigException(config.problems());
        }
        return console;
    }

    /** What the console sees; it is there before the accounts and tells who asks that they are not ready. */
    private record ConsoleView(Config config, Accounts all, Trace trace) implements ConsoleContext {
        @Override
        public List<AccountView> accounts() {
            return List.copyOf(all.list());
        }

        @Override
        public CompletableFuture<Reloaded> reload() {
            return all.reloadLater();
        }
    }

    /** Reads the configuration again because of a signal; what came of it is in the log. */
    void reload() {
        Accounts all;
        synchronized (parts) {
            all = accounts;
        }
        if (all == null) {
            return;
        }
        try {
            all.reload();
        } catch (RuntimeException told) {
            LoggerFactory.getLogger(Launcher.class).debug("the reload was refused", told);
        }
    }

    /** Where this transport of the first account listens; empty while it does not. */
    Optional<InetSocketAddress> address(String transport) {
        synchronized (parts) {
            return Optional.ofNullable(accounts).stream()
                    .flatMap(all -> all.list().stream().limit(1))
                    .flatMap(account -> account.transports().stream())
                    .filter(state -> state.name().equals(transport))
                    .flatMap(state -> state.address().stream())
                    .findFirst();
        }
    }

    /** Whether somebody asked to stop, in which case a failed start is no news. */
    boolean stopped() {
        synchronized (parts) {
            return stopped;
        }
    }

    /** Ends everything within the grace. Callable twice and from any thread. */
    void stop() {
        Accounts all;
        Console shown;
        synchronized (parts) {
            stopped = true;
            all = accounts;
            shown = console;
            accounts = null;
            console = null;
        }
        if (all != null) {
            LoggerFactory.getLogger(Launcher.class).debug("stopping");
            boolean served = all.stop(GRACE);
            if (shown != null) {
                shown.stop(GRACE);
            }
            if (served) {
                out.println("Stopped.");
            }
        }
        logging.close();
    }
}
