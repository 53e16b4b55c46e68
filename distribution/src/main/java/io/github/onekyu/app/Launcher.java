package io.github.onekyu.app;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.config.LoadedConfig;
import io.github.onekyu.core.console.Console;
import io.github.onekyu.core.console.ConsoleProvider;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One account with its console, from settings to stop. Starts whole or not at all: after a failed {@link #start} call
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

    private @Nullable OneBot bot;
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
     * @throws RuntimeException one of core's exceptions, or {@link LauncherException}
     */
    void start(Path home, Map<String, String> typed) {
        logging.quiet();
        FirstMinute text = new FirstMinute(out);
        text.header();
        ConfigLoader loader = new ConfigLoader(home, environment, typed, Installed.extraKeys());
        LoadedConfig loaded = loader.load();
        Config config = loaded.config();
        text.origin(loaded);
        OpenDoors.check(config);
        logging.configure(config, OpenDoors.isSandbox(config));

        Optional<ConsoleProvider> page = Installed.console();
        Trace trace = page.isPresent() ? Trace.keeping(TRACE_RECORDS, TRACE_WEIGHT) : Trace.off();
        OneBot account = OneBot.builder(firstThen(config, () -> loader.load().config()))
                .trace(trace)
                .build();
        Optional<Console> made = page.map(provider -> create(provider, config, account, trace));
        synchronized (parts) {
            if (stopped) {
                return;
            }
            bot = account;
            console = made.orElse(null);
        }
        OpenDoors.warn(config);
        made.ifPresent(Console::start);
        account.start();

        text.serving(loaded, account, made.flatMap(Console::address));
        text.ready();
        logging.serving();
    }

    /** Bad settings of the console are found before anything is bound. */
    private static Console create(ConsoleProvider provider, Config config, OneBot account, Trace trace) {
        Console console = provider.create(new AccountConsole(
                config,
                List.of(account),
                trace,
                () -> CompletableFuture.failedFuture(new UnsupportedOperationException("reload"))));
        if (!config.problems().isEmpty()) {
            throw new ConfigException(config.problems());
        }
        return console;
    }

    /** The settings that are loaded already for the start, newly read ones for each restart (CFG-11). */
    private static Supplier<ConfigView> firstThen(ConfigView first, Supplier<ConfigView> later) {
        AtomicReference<@Nullable ConfigView> unused = new AtomicReference<>(first);
        return () -> {
            ConfigView loaded = unused.getAndSet(null);
            return loaded != null ? loaded : later.get();
        };
    }

    /** Where this transport listens; empty while it does not. */
    Optional<InetSocketAddress> address(String transport) {
        synchronized (parts) {
            return Optional.ofNullable(bot).stream()
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
        OneBot account;
        Console shown;
        synchronized (parts) {
            stopped = true;
            account = bot;
            shown = console;
            bot = null;
            console = null;
        }
        if (account != null) {
            boolean served = account.ready();
            LoggerFactory.getLogger(Launcher.class).debug("stopping");
            account.stop(GRACE);
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
