package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.auth.Door;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.filter.EventFilter;
import io.github.onekyu.core.filter.EventFilterException;
import io.github.onekyu.core.internal.action.AccountActions;
import io.github.onekyu.core.internal.action.MaintenanceActions;
import io.github.onekyu.core.internal.action.OwnActions;
import io.github.onekyu.core.internal.action.QuickOperationRunner;
import io.github.onekyu.core.internal.action.Updates;
import io.github.onekyu.core.internal.event.EventPipeline;
import io.github.onekyu.core.internal.event.Heartbeat;
import io.github.onekyu.core.internal.event.PipelineSettings;
import io.github.onekyu.core.internal.extension.Extensions;
import io.github.onekyu.core.internal.observe.EndpointLog;
import io.github.onekyu.core.internal.observe.Watch;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.media.MediaFetcher;
import io.github.onekyu.core.media.MediaSettings;
import io.github.onekyu.core.message.MessageFormat;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.quick.QuickOperations;
import io.github.onekyu.core.transport.SharedPorts;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportMetrics;
import io.github.onekyu.core.transport.TransportState;
import io.github.onekyu.core.transport.TransportThreads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of one account that a restart makes anew: dispatcher, pipeline, transports, heartbeat. The chat host is
 * given and stays. Built whole or not at all; {@code start} and {@code stop} are called by one thread.
 */
public final class Account {
    private static final Logger LOG = LoggerFactory.getLogger(Account.class);
    /** How long the report of {@code disable} may take where {@code post_timeout} does not say less (META-03). */
    private static final Duration DISABLE_DEADLINE = Duration.ofSeconds(5);

    private volatile ConfigView config;
    private final AccountThreads threads;
    private final AccountActions actions;
    private final EventPipeline events;
    private final Optional<Updates> updates;
    private final TransportSet transports;
    private final MediaFetcher media;
    private final Extensions extensions = new Extensions();
    private final long selfId;
    private final StatusReport status;
    private @Nullable Heartbeat heartbeat;

    /** @throws ConfigException with every problem found; nothing was opened */
    public Account(ConfigView config, AccountScope scope) {
        this.config = config;
        this.threads =
                new AccountThreads(config.integer("server_thread_pool_size", 4), config.integer("thread_pool_size", 4));
        this.selfId = scope.selfId();
        Backend backend = scope.backend();
        Watch watch = new Watch(selfId, scope.metrics(), scope.trace());
        MessageFormat format = messageFormat(config);
        this.media = new MediaFetcher(MediaSettings.from(config), threads, Version.userAgent());
        this.actions =
                new AccountActions(backend, format, rateLimit(config), media, extensions::missed, threads, watch);
        this.events = new EventPipeline(
                new PipelineSettings(
                        selfId,
                        format,
                        eventFilter(config),
                        config.flag("event_filter_exempt_meta", false),
                        config.flag("enable_backward_compatibility", false),
                        config.flag("convert_unicode_emoji", true),
                        scope.clock()),
                actions,
                scope.eventNumbers(),
                extensions::event,
                watch,
                AccountThreads.factory("delivery"));
        this.updates = config.flag("enable_get_updates", false)
                ? Optional.of(new Updates(events, threads.timer()))
                : Optional.empty();
        QuickOperationRunner quick = new QuickOperationRunner(actions, backend);
        this.transports = new TransportSet(
                scope.providers(),
                config,
                format,
                name -> new EndpointLog(selfId, name, scope.trace()),
                transport -> new Context(
                        actions, events, quick, selfId, threads, scope.metrics(), scope.ports(), transport));
        this.status = new StatusReport(backend, transports);
        new OwnActions(actions)
                .status(status::json)
                .version(Version.info(config))
                .restart(scope.restart())
                .quickOperation(quick)
                .maintenance(new MaintenanceActions(
                        config.dataDir(),
                        media::clearCache,
                        this::reloadFilter,
                        () -> scope.restart().accept(Duration.ZERO)))
                .updates(updates)
                .relayedBy(backend.relay())
                .install();
        if (!config.problems().isEmpty()) {
            events.close();
            threads.close();
            throw new ConfigException(config.problems());
        }
    }

    private static MessageFormat messageFormat(ConfigView config) {
        String text = config.text("post_message_format").orElse("string");
        return MessageFormat.of(text).orElseGet(() -> {
            config.warning(
                    "post_message_format", "is \"" + text + "\"; expected string or array", "string is used (MSG-13)");
            return MessageFormat.STRING;
        });
    }

    private static EventFilter eventFilter(ConfigView config) {
        try {
            return loadFilter(config);
        } catch (EventFilterException unusable) {
            LOG.error("{} {}", unusable.code(), unusable.getMessage());
            return EventFilter.NONE;
        }
    }

    private static EventFilter loadFilter(ConfigView config) {
        return EventFilter.load(config.home(), config.text("event_filter").orElse(""));
    }

    /** Puts the filter into force as it is on disk now (FLT-01); answers what is wrong with it. */
    private Optional<String> reloadFilter() {
        try {
            events.filter(loadFilter(config));
            return Optional.empty();
        } catch (EventFilterException unusable) {
            events.filter(EventFilter.NONE);
            LOG.error("{} {}", unusable.code(), unusable.getMessage());
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    private static Optional<Duration> rateLimit(ConfigView config) {
        if (!config.flag("enable_rate_limited_actions", false)) {
            return Optional.empty();
        }
        Duration interval = config.millis("rate_limit_interval", 500);
        return Optional.of(interval.isNegative() ? Duration.ofMillis(500) : interval);
    }

    /** Starts the transports, then tells reports {@code enable} and begins to beat (NET-07). */
    public void start() {
        config.warnings().forEach(Account::log);
        extensions.start(config, actions, events, selfId, AccountThreads::factory);
        try {
            transports.start(Duration.ofSeconds(1));
        } catch (RuntimeException failure) {
            closeAll(Duration.ZERO);
            throw failure;
        }
        events.emit(events.metaEvents().lifecycle("enable"), EventPipeline.Audience.REPORTS);
        new EndpointWatch(this::endpoints, () -> status.json().isTrue("online")).start(threads.timer());
        if (config.flag("enable_heartbeat", false)) {
            heartbeat =
                    new Heartbeat(events, status::json, config.millis("heartbeat_interval", 15_000), threads.timer());
            heartbeat.start();
        }
    }

    /** A listener that is not where it was meant to be is an error to its operator, though not to us (CFG-17). */
    private static void log(ConfigProblem warning) {
        if (warning.code().equals(Config.BAD_PORT)) {
            LOG.error("{}", warning);
        } else {
            LOG.warn("{}", warning);
        }
    }

    /** Tells reports {@code disable}, waits for it within bounds, then stops everything (META-03). */
    public void stop(Duration grace) {
        if (heartbeat != null) {
            heartbeat.stop();
        }
        actions.close();
        updates.ifPresent(Updates::close);
        awaitDisable();
        extensions.stop(grace);
        transports.stop(grace);
        closeAll(grace);
    }

    private void awaitDisable() {
        Duration limit = Duration.ofSeconds(config.integer("post_timeout", 0));
        if (limit.isZero() || limit.isNegative() || limit.compareTo(DISABLE_DEADLINE) > 0) {
            limit = DISABLE_DEADLINE;
        }
        try {
            events.emit(events.metaEvents().lifecycle("disable"), EventPipeline.Audience.REPORTS)
                    .toCompletableFuture()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.warn("OKY-1105 the report of \"disable\" did not end within {} ms; stopping anyway", limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What other settings would change, as far as endpoints go. Nothing is started or stopped.
     *
     * @throws ConfigException with every problem found
     */
    public Change change(ConfigView fresh) {
        TransportChange endpoints = transports.change(fresh, messageFormat(fresh));
        EventFilter filter = EventFilter.NONE;
        try {
            filter = loadFilter(fresh);
        } catch (EventFilterException unusable) {
            fresh.problem("event_filter", String.valueOf(unusable.getMessage()), "correct the file");
        }
        if (!fresh.problems().isEmpty()) {
            throw new ConfigException(fresh.problems());
        }
        return new Change(fresh, endpoints, filter);
    }

    /**
     * What {@link #change} found.
     *
     * @param filter as its file is now
     */
    public record Change(ConfigView config, TransportChange endpoints, EventFilter filter) {}

    /** Puts a change into force, or throws what a new endpoint threw; then everything is as it was. */
    public Reloaded apply(Change change, Duration grace) {
        transports.apply(change.endpoints(), grace);
        change.config().warnings().forEach(Account::log);
        events.filter(change.filter());
        config = change.config();
        return change.endpoints().summary(selfId);
    }

    /** The names of its endpoints. */
    public List<String> endpointNames() {
        return TransportChange.names(transports.running());
    }

    /** For one that was built and is not wanted any more. */
    public void discard() {
        closeAll(Duration.ZERO);
    }

    private void closeAll(Duration grace) {
        extensions.stop(grace);
        media.close();
        events.close();
        threads.close(grace);
    }

    public ConfigView config() {
        return config;
    }

    public ActionDispatcher actions() {
        return actions;
    }

    public EventPipeline events() {
        return events;
    }

    public JsonObject status() {
        return status.json();
    }

    public List<TransportState> transports() {
        return transports.running().stream()
                .map(running ->
                        new TransportState(running.name(), running.transport().address(), running.health()))
                .toList();
    }

    /** As they are now. */
    public List<EndpointState> endpoints() {
        return transports.running().stream()
                .map(running -> running.state(selfId))
                .toList();
    }

    /** See {@link io.github.onekyu.core.console.AccountView#pause}. */
    public void pause(String endpoint, Duration grace) {
        transports.pause(endpoint, grace);
    }

    /** See {@link io.github.onekyu.core.console.AccountView#resume}. */
    public void resume(String endpoint) {
        transports.resume(endpoint);
    }

    /** See {@link io.github.onekyu.core.console.AccountView#disconnect}. */
    public boolean disconnect(long connection) {
        return transports.running().stream()
                .anyMatch(running -> running.log().disconnect(connection, "disconnected by the operator"));
    }

    /** See {@link io.github.onekyu.core.console.AccountView#test}. */
    public CompletionStage<Diagnosis> test(String endpoint) {
        return EndpointCheck.of(
                transports.named(endpoint),
                transports.running(),
                selfId,
                () -> status.json().isTrue("online"));
    }

    /** Calls with the rights and the message format of an endpoint; with all rights without one. */
    public CompletionStage<ActionResponse> call(ActionRequest request, Optional<String> endpoint) {
        Caller caller = endpoint.map(transports::named)
                .map(running -> Caller.of(
                        running.name(),
                        "console",
                        running.endpoint().grant(),
                        Optional.of(running.endpoint().format())))
                .orElseGet(() -> Caller.of("console", "console"));
        return actions.dispatch(request, caller);
    }

    private record Context(
            ActionDispatcher actions,
            EventSource account,
            QuickOperations quickOperations,
            long selfId,
            TransportThreads threads,
            TransportMetrics metrics,
            SharedPorts ports,
            RunningTransport transport)
            implements TransportContext {
        @Override
        public ConfigView config() {
            return transport.endpoint().config();
        }

        @Override
        public EventSource events() {
            return EndpointEvents.of(account, transport.endpoint());
        }

        @Override
        public String endpoint() {
            return transport.name();
        }

        @Override
        public Door door() {
            return transport.endpoint().door();
        }

        @Override
        public Caller caller(String peer, Grant grant) {
            return Caller.of(
                    transport.name(),
                    peer,
                    grant,
                    Optional.of(transport.endpoint().format()));
        }

        @Override
        public Caller caller(String peer) {
            return caller(peer, transport.endpoint().grant());
        }

        @Override
        public EndpointReport report() {
            return transport.log();
        }

        @Override
        public void reportFailure(Throwable cause) {
            transport.failed(cause);
        }

        @Override
        public TransportThreads threads() {
            return new NamedThreads(threads, transport.name());
        }
    }

    /** Threads that a transport makes itself carry its name. */
    private record NamedThreads(TransportThreads threads, String prefix) implements TransportThreads {
        @Override
        public java.util.concurrent.Executor requests() {
            return threads.requests();
        }

        @Override
        public java.util.concurrent.Executor workers() {
            return threads.workers();
        }

        @Override
        public java.util.concurrent.ScheduledExecutorService timer() {
            return threads.timer();
        }

        @Override
        public java.util.concurrent.ThreadFactory named(String role) {
            return threads.named(prefix + "-" + role);
        }
    }
}
