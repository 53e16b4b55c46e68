package io.github.onekyu.core;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.internal.account.Account;
import io.github.onekyu.core.internal.account.AccountScope;
import io.github.onekyu.core.internal.account.AccountThreads;
import io.github.onekyu.core.internal.account.Version;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.transport.TransportMetrics;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.core.transport.TransportState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One chat account, offered to bots over every transport that is installed and turned on.
 *
 * <pre>{@code
 * OneBot bot = OneBot.builder(() -> config).build();
 * bot.start();
 * ...
 * bot.stop();
 * }</pre>
 *
 * <p>Thread-safe. Starts once and stops once; a restart in between is the account's own affair ({@code set_restart}).
 */
public final class OneBot implements AccountView {
    private static final Logger LOG = LoggerFactory.getLogger(OneBot.class);
    /** How long running calls may take to end when the account stops. */
    private static final Duration GRACE = Duration.ofSeconds(3);
    /** How long the host may take to say which account it is. */
    private static final Duration LOGIN_DEADLINE = Duration.ofSeconds(60);

    private final Supplier<ConfigView> configuration;
    private final Optional<BackendProvider> backendProvider;
    private final Optional<List<TransportProvider>> transportProviders;
    private final TransportMetrics metrics;
    private final Trace trace;
    private final Clock clock;
    private final AtomicLong eventNumbers = new AtomicLong();
    /** Guards start, stop and restart; held while they run. */
    private final Object lifecycle = new Object();

    private volatile @Nullable Account account;
    private volatile @Nullable Backend backend;
    private volatile String backendName = "";
    private @Nullable ScheduledExecutorService timer;
    private @Nullable AccountScope scope;
    /** Set before the lock is asked for, so that a restart under way does not keep a stop waiting. */
    private volatile boolean stopped;

    private volatile @Nullable Thread restarting;

    private OneBot(Builder builder) {
        this.configuration = builder.configuration;
        this.backendProvider = Optional.ofNullable(builder.backend);
        this.transportProviders = Optional.ofNullable(builder.transports);
        this.metrics = builder.metrics;
        this.trace = builder.trace;
        this.clock = builder.clock;
    }

    /** @param configuration read at the start and at each restart (CFG-11) */
    public static Builder builder(Supplier<ConfigView> configuration) {
        return new Builder(configuration);
    }

    public static String version() {
        return Version.product();
    }

    /** {@code CQHttp/4.15.0 Onekyu/…}: what handshakes and reports call us (D-52). */
    public static String userAgent() {
        return Version.userAgent();
    }

    /**
     * Starts whole or not at all; returns when every transport serves. Blocks until the host knows the account's id.
     *
     * @throws ConfigException if the configuration must be edited; nothing was bound
     * @throws BackendException if the host cannot be opened or does not log in
     * @throws TransportException if a transport cannot start; everything started before was stopped (NET-05)
     */
    public void start() {
        synchronized (lifecycle) {
            if (account != null || stopped) {
                throw new IllegalStateException("an account starts once; build a new OneBot");
            }
            ConfigView config = configuration.get();
            ScheduledExecutorService hostTimer =
                    new java.util.concurrent.ScheduledThreadPoolExecutor(1, named("host-timer"));
            timer = hostTimer;
            try {
                Backend host = createBackend(config, hostTimer);
                backend = host;
                long selfId = login(host);
                scope = new AccountScope(
                        selfId,
                        host,
                        transportProviders.orElseGet(Discovery::transports),
                        metrics,
                        trace,
                        eventNumbers,
                        clock,
                        this::restartAfter);
                Account started = new Account(config, scope);
                started.start();
                account = started;
            } catch (RuntimeException failure) {
                closeHost(Duration.ZERO);
                throw failure;
            }
        }
    }

    private Backend createBackend(ConfigView config, ScheduledExecutorService hostTimer) {
        BackendProvider provider = backendProvider.orElseGet(() -> Discovery.backend(config));
        backendName = provider.name();
        Backend host = provider.create(new HostContext(config, this::accept, hostTimer));
        if (!config.problems().isEmpty()) {
            throw new ConfigException(config.problems());
        }
        return host;
    }

    private static long login(Backend host) {
        try {
            return host.start().toCompletableFuture().get(LOGIN_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new BackendException(103, "OKY-1633 the chat host failed at log-in: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new BackendException(
                    103, "OKY-1634 the chat host did not log in within " + LOGIN_DEADLINE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException(103, "OKY-1635 interrupted while the chat host logged in", e);
        }
    }

    /** Events before the start is through, or while a restart is under way, have no receivers yet: WS-34. */
    private CompletionStage<Long> accept(JsonObject event) {
        Account current = account;
        return current == null
                ? CompletableFuture.completedFuture(eventNumbers.incrementAndGet())
                : current.events().accept(event);
    }

    /** Stops with the usual grace. Harmless when it has stopped, or never started. */
    public void stop() {
        stop(GRACE);
    }

    /** @param grace how long running calls may take to end */
    public void stop(Duration grace) {
        stopped = true;
        Thread changing = restarting;
        if (changing != null) {
            changing.interrupt(); // it may be waiting for a report that nobody answers
        }
        synchronized (lifecycle) {
            Account current = account;
            account = null;
            if (current != null) {
                current.stop(grace);
            }
            closeHost(grace);
        }
    }

    private void closeHost(Duration grace) {
        if (backend != null) {
            backend.stop(grace);
            backend = null;
        }
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    private void restartAfter(Duration delay) {
        ScheduledExecutorService current = timer;
        if (current != null) {
            // The timer's own thread must not wait for a stop, hence a thread for the work itself.
            current.schedule(
                    () -> named("restart").newThread(this::restart).start(), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Disable, stop transports, read the configuration, start, enable (A-set_restart_plugin). */
    private void restart() {
        synchronized (lifecycle) {
            Account old = account;
            AccountScope kept = scope;
            if (old == null || kept == null || stopped) {
                return;
            }
            Account fresh;
            try {
                fresh = new Account(configuration.get(), kept);
            } catch (RuntimeException refused) {
                LOG.error("OKY-1004 restart refused, the account goes on as it was: {}", refused.getMessage());
                return;
            }
            restarting = Thread.currentThread();
            try {
                change(old, fresh);
            } finally {
                restarting = null;
            }
        }
    }

    private void change(Account old, Account fresh) {
        old.stop(GRACE);
        account = null;
        if (stopped) {
            fresh.discard();
            return;
        }
        try {
            fresh.start();
            account = fresh;
            LOG.info("restarted");
        } catch (RuntimeException failure) {
            LOG.error("OKY-1106 restart failed, the account is down: {}", failure.getMessage());
        }
    }

    /** The account's id; 0 until the host has said it. */
    @Override
    public long selfId() {
        AccountScope current = scope;
        return current == null ? 0 : current.selfId();
    }

    /** The name of the chat host; empty until the start. */
    @Override
    public String backend() {
        return backendName;
    }

    /** Whether the account has started and serves. */
    @Override
    public boolean ready() {
        return account != null;
    }

    /** The account's actions, for callers inside the process. */
    public ActionDispatcher actions() {
        return running().actions();
    }

    /** The data of {@code get_status}; while the account does not serve, just that. */
    @Override
    public JsonObject status() {
        Account current = account;
        return current == null
                ? JsonObject.builder().putNull("online").put("good", false).build()
                : current.status();
    }

    public ConfigView config() {
        return running().config();
    }

    public List<TransportState> transports() {
        return running().transports();
    }

    /** The means to act in the host's world, where it is a simulated one. */
    @Override
    public Optional<HostControl> control() {
        Backend current = backend;
        return current == null ? Optional.empty() : current.control();
    }

    @Override
    public List<EndpointState> endpoints() {
        Account current = account;
        return current == null ? List.of() : current.endpoints();
    }

    @Override
    public void pause(String endpoint) {
        running().pause(endpoint, GRACE);
    }

    @Override
    public void resume(String endpoint) {
        running().resume(endpoint);
    }

    @Override
    public boolean disconnect(long connection) {
        Account current = account;
        return current != null && current.disconnect(connection);
    }

    @Override
    public CompletionStage<Diagnosis> test(String endpoint) {
        return running().test(endpoint);
    }

    @Override
    public CompletionStage<ActionResponse> call(ActionRequest request, Optional<String> endpoint) {
        return running().call(request, endpoint);
    }

    private Account running() {
        Account current = account;
        if (current == null) {
            throw new IllegalStateException("the account is not running");
        }
        return current;
    }

    private static java.util.concurrent.ThreadFactory named(String role) {
        return AccountThreads.factory(role);
    }

    private record HostContext(ConfigView config, EventSink events, ScheduledExecutorService timer)
            implements BackendContext {}

    /** Collects what an account is made of; everything but the configuration has a default. */
    public static final class Builder {
        private final Supplier<ConfigView> configuration;
        private @Nullable BackendProvider backend;
        private @Nullable List<TransportProvider> transports;
        private TransportMetrics metrics = TransportMetrics.NONE;
        private Trace trace = Trace.off();
        private Clock clock = Clock.systemUTC();

        private Builder(Supplier<ConfigView> configuration) {
            this.configuration = Objects.requireNonNull(configuration, "configuration");
        }

        /** The chat host; by default the installed one that the key {@code backend} names. */
        public Builder backend(BackendProvider provider) {
            backend = provider;
            return this;
        }

        /** The transports to choose from; by default all that are installed. */
        public Builder transports(List<TransportProvider> providers) {
            transports = List.copyOf(providers);
            return this;
        }

        public Builder metrics(TransportMetrics meter) {
            metrics = meter;
            return this;
        }

        /** Where everything that happens is kept for a while; by default nowhere. Several accounts may share one. */
        public Builder trace(Trace kept) {
            trace = kept;
            return this;
        }

        public Builder clock(Clock time) {
            clock = time;
            return this;
        }

        public OneBot build() {
            return new OneBot(this);
        }
    }
}
