package io.github.onekyu.core;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.internal.account.Account;
import io.github.onekyu.core.internal.account.AccountLife;
import io.github.onekyu.core.internal.account.Ingredients;
import io.github.onekyu.core.internal.account.Version;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.transport.SharedPorts;
import io.github.onekyu.core.transport.TransportMetrics;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.core.transport.TransportState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final AccountLife life;

    private OneBot(Builder builder) {
        Optional<BackendProvider> backend = Optional.ofNullable(builder.backend);
        Optional<List<TransportProvider>> transports = Optional.ofNullable(builder.transports);
        life = new AccountLife(
                builder.configuration,
                new Ingredients(
                        config -> backend.orElseGet(() -> Discovery.backend(config)),
                        () -> transports.orElseGet(Discovery::transports),
                        builder.metrics,
                        builder.trace,
                        builder.ports,
                        builder.expectedId,
                        builder.clock));
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
        life.start();
    }

    /** Stops with the usual grace. Harmless when it has stopped, or never started. */
    public void stop() {
        stop(AccountLife.GRACE);
    }

    /** @param grace how long running calls may take to end */
    public void stop(Duration grace) {
        life.stop(grace);
    }

    /**
     * Whether {@link #reload} would accept these settings, as far as can be told without doing anything.
     *
     * @throws ConfigException with every problem found
     */
    public void check(ConfigView fresh) {
        life.check(fresh);
    }

    /**
     * Puts other settings into force: endpoints whose own settings are the same go on with their connections, others stop,
     * start or start anew. What reaches further restarts the account, and where it concerns the chat host, that too (EP-17).
     * Blocks until everything serves. An account that is down, since a restart of it failed, is started.
     *
     * @throws ConfigException with every problem found; everything goes on as it was
     */
    public Reloaded reload(ConfigView fresh) {
        return life.reload(fresh);
    }

    /** The account's id; until the host has said it, the one in the configuration, or 0. */
    @Override
    public long selfId() {
        return life.selfId();
    }

    /** The name of the chat host; empty until the start. */
    @Override
    public String backend() {
        return life.backendName();
    }

    /** Whether the account has started and serves. */
    @Override
    public boolean ready() {
        return life.account().isPresent();
    }

    /** The account's actions, for callers inside the process. */
    public ActionDispatcher actions() {
        return life.running().actions();
    }

    /** The data of {@code get_status}; while the account does not serve, just that. */
    @Override
    public JsonObject status() {
        return life.account()
                .map(Account::status)
                .orElseGet(() -> JsonObject.builder()
                        .putNull("online")
                        .put("good", false)
                        .build());
    }

    public ConfigView config() {
        return life.running().config();
    }

    @Override
    public Path dataDir() {
        return config().dataDir();
    }

    public List<TransportState> transports() {
        return life.running().transports();
    }

    /** The means to act in the host's world, where it is a simulated one. */
    @Override
    public Optional<HostControl> control() {
        return life.backend().flatMap(Backend::control);
    }

    @Override
    public List<EndpointState> endpoints() {
        return life.account().map(Account::endpoints).orElse(List.of());
    }

    @Override
    public void pause(String endpoint) {
        life.running().pause(endpoint, AccountLife.GRACE);
    }

    @Override
    public void resume(String endpoint) {
        life.running().resume(endpoint);
    }

    @Override
    public boolean disconnect(long connection) {
        return life.account().filter(account -> account.disconnect(connection)).isPresent();
    }

    @Override
    public CompletionStage<Diagnosis> test(String endpoint) {
        return life.running().test(endpoint);
    }

    @Override
    public CompletionStage<ActionResponse> call(ActionRequest request, Optional<String> endpoint) {
        return life.running().call(request, endpoint);
    }

    /** Collects what an account is made of; everything but the configuration has a default. */
    public static final class Builder {
        private final Supplier<ConfigView> configuration;
        private @Nullable BackendProvider backend;
        private @Nullable List<TransportProvider> transports;
        private TransportMetrics metrics = TransportMetrics.NONE;
        private Trace trace = Trace.off();
        private SharedPorts ports = new SharedPorts();
        private long expectedId;
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

        /** The ports of the process: accounts that have the same share listeners (ACC-05). By default nothing is shared. */
        public Builder ports(SharedPorts shared) {
            ports = shared;
            return this;
        }

        /** The account that the host must be logged in to, or else the start is refused; by default any (ACC-11). */
        public Builder expecting(long selfId) {
            expectedId = selfId;
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
