package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.TransportProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account through its starts, restarts and reloads, until it stops. One of these runs at a time; a stop that comes
 * meanwhile makes it hurry. Thread-safe.
 */
public final class AccountLife {
    private static final Logger LOG = LoggerFactory.getLogger(AccountLife.class);
    /** How long running calls may take to end when the account stops. */
    public static final Duration GRACE = Duration.ofSeconds(3);

    private final Supplier<ConfigView> configuration;
    private final Ingredients ingredients;
    private final AtomicLong eventNumbers = new AtomicLong();
    /** Guards start, stop, restart and reload; held while they run. */
    private final Object lifecycle = new Object();

    private volatile @Nullable Account account;
    private volatile @Nullable ChatHost host;
    private volatile @Nullable AccountScope scope;
    private volatile long configuredId;
    private volatile @Nullable ScheduledExecutorService timer;
    /** Set before the lock is asked for, so that a restart under way does not keep a stop waiting. */
    private volatile boolean stopped;

    private volatile @Nullable Thread changing;

    /** @param configuration read at the start and at each restart (CFG-11) */
    public AccountLife(Supplier<ConfigView> configuration, Ingredients ingredients) {
        this.configuration = configuration;
        this.ingredients = ingredients;
    }

    /** See {@link io.github.onekyu.core.OneBot#start}. */
    public void start() {
        synchronized (lifecycle) {
            if (account != null || stopped) {
                throw new IllegalStateException("an account starts once; build a new OneBot");
            }
            ConfigView config = configuration.get();
            configuredId = config.integer("self_id", 0);
            timer = new ScheduledThreadPoolExecutor(1, AccountThreads.factory("host-timer"));
            try {
                open(config, create(config));
            } catch (RuntimeException failure) {
                closeHost(Duration.ZERO);
                throw failure;
            }
        }
    }

    /** Opens nothing. */
    private ChatHost create(ConfigView config) {
        return ChatHost.create(
                ingredients.backend().apply(config),
                config,
                this::accept,
                Objects.requireNonNull(timer, "not started"));
    }

    /** Logs in and starts everything that is on top of the host. */
    private void open(ConfigView config, ChatHost fresh) {
        host = fresh;
        AccountScope opened = new AccountScope(
                fresh.logIn(ingredients.expectedId()),
                fresh.backend(),
                ingredients.transports().get(),
                ingredients.metrics(),
                ingredients.trace(),
                ingredients.ports(),
                eventNumbers,
                ingredients.clock(),
                this::restartAfter);
        scope = opened;
        start(new Account(config, opened));
    }

    private void start(Account fresh) {
        fresh.start();
        account = fresh;
    }

    /** Events before the start is through, or while a restart is under way, have no receivers yet: WS-34. */
    private CompletionStage<Long> accept(JsonObject event) {
        Account current = account;
        return current == null
                ? CompletableFuture.completedFuture(eventNumbers.incrementAndGet())
                : current.events().accept(event);
    }

    /** @param grace how long running calls may take to end */
    public void stop(Duration grace) {
        stopped = true;
        Thread busy = changing;
        if (busy != null) {
            busy.interrupt(); // it may be waiting for a report that nobody answers
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
        ChatHost open = host;
        if (open != null) {
            open.backend().stop(grace);
            host = null;
        }
        ScheduledExecutorService ticking = timer;
        if (ticking != null) {
            ticking.shutdownNow();
            timer = null;
        }
    }

    private void restartAfter(Duration delay) {
        ScheduledExecutorService current = timer;
        if (current != null) {
            // The timer's own thread must not wait for a stop, hence a thread for the work itself.
            current.schedule(
                    () -> AccountThreads.factory("restart")
                            .newThread(this::restart)
                            .start(),
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Disable, stop transports, read the configuration, start, enable (A-set_restart_plugin). */
    private void restart() {
        synchronized (lifecycle) {
            Account old = account;
            if (old == null || stopped) {
                return;
            }
            Account fresh;
            try {
                fresh = new Account(configuration.get(), started());
            } catch (RuntimeException refused) {
                LOG.error("OKY-1004 restart refused, the account goes on as it was: {}", refused.getMessage());
                return;
            }
            changing = Thread.currentThread();
            try {
                close(old);
                if (stopped) {
                    fresh.discard();
                    return;
                }
                start(fresh);
                LOG.info("restarted");
            } catch (RuntimeException failure) {
                LOG.error("OKY-1106 restart failed, the account is down: {}", failure.getMessage());
            } finally {
                changing = null;
            }
        }
    }

    private void close(Account old) {
        old.stop(GRACE);
        account = null;
    }

    /** See {@link io.github.onekyu.core.OneBot#check}. */
    public void check(ConfigView fresh) {
        synchronized (lifecycle) {
            Account current = running();
            current.change(fresh);
            Reach reach = reach(current, fresh);
            if (reach.compareTo(Reach.ACCOUNT) >= 0) {
                new Account(fresh, started()).discard();
            }
            if (reach == Reach.HOST) {
                create(fresh);
            }
        }
    }

    /** See {@link io.github.onekyu.core.OneBot#reload}. */
    public Reloaded reload(ConfigView fresh) {
        synchronized (lifecycle) {
            Account current = account;
            changing = Thread.currentThread();
            try {
                if (current == null) {
                    return revived(fresh);
                }
                Account.Change change = current.change(fresh);
                return switch (reach(current, fresh)) {
                    case NOTHING, ENDPOINTS -> current.apply(change, GRACE);
                    case ACCOUNT -> restarted(current, fresh);
                    case HOST -> reopened(current, fresh);
                };
            } catch (TransportException | BackendException failure) {
                throw refused(failure);
            } finally {
                changing = null;
                if (stopped) {
                    Thread.interrupted(); // meant for what has ended here
                }
            }
        }
    }

    private Reach reach(Account current, ConfigView fresh) {
        Set<String> transports =
                started().providers().stream().map(TransportProvider::name).collect(Collectors.toSet());
        ChatHost open = Objects.requireNonNull(host);
        // A restart leaves the host with the settings that it has.
        return Reach.of(open.config().json(), fresh.json(), transports, open.name()) == Reach.HOST
                ? Reach.HOST
                : Reach.of(current.config().json(), fresh.json(), transports, open.name());
    }

    private Reloaded restarted(Account old, ConfigView config) {
        Account fresh = new Account(config, started());
        close(old);
        if (stopped) {
            fresh.discard();
            throw stopping();
        }
        try {
            start(fresh);
        } catch (RuntimeException failure) {
            goBack(failure, () -> start(new Account(old.config(), started())));
        }
        return TransportChange.summary(selfId(), old.endpointNames(), fresh.endpointNames(), List.of());
    }

    private Reloaded reopened(Account old, ConfigView config) {
        new Account(config, started()).discard();
        ChatHost before = Objects.requireNonNull(host);
        ChatHost fresh = create(config);
        close(old);
        before.backend().stop(GRACE);
        if (stopped) {
            throw stopping();
        }
        try {
            open(config, fresh);
        } catch (RuntimeException failure) {
            fresh.backend().stop(Duration.ZERO);
            goBack(failure, () -> open(old.config(), create(before.config())));
        }
        return TransportChange.summary(selfId(), old.endpointNames(), running().endpointNames(), List.of());
    }

    /** One that is down, since a restart of it failed. */
    private Reloaded revived(ConfigView config) {
        started();
        if (stopped) {
            throw stopping();
        }
        ChatHost fresh = create(config);
        ChatHost before = host;
        if (before != null) {
            before.backend().stop(GRACE);
        }
        open(config, fresh);
        return TransportChange.summary(selfId(), List.of(), running().endpointNames(), List.of());
    }

    /** A stop that waits for us wants nothing to be started any more. */
    private static IllegalStateException stopping() {
        return new IllegalStateException("the account is being stopped");
    }

    /** Back to what there was, and then throws why. */
    private void goBack(RuntimeException reason, Runnable back) {
        if (!stopped) {
            try {
                back.run();
            } catch (RuntimeException failure) {
                LOG.error(
                        "OKY-1110 the reload failed, and the account cannot go back to what it was: it is down; {}",
                        failure.getMessage());
                reason.addSuppressed(failure);
            }
        }
        throw reason;
    }

    private static ConfigException refused(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        boolean coded = message.matches("(?s)OKY-\\d{4} .*");
        return new ConfigException(List.of(new ConfigProblem(
                coded ? message.substring(0, "OKY-nnnn".length()) : "OKY-1109",
                "reload",
                coded ? message.substring("OKY-nnnn ".length()) : message,
                "everything goes on as it was")));
    }

    private AccountScope started() {
        AccountScope current = scope;
        if (current == null) {
            throw new IllegalStateException("the account has not started");
        }
        return current;
    }

    /** Until the host has said it, the one in the configuration, or 0. */
    public long selfId() {
        AccountScope current = scope;
        return current == null ? configuredId : current.selfId();
    }

    /** The account as it runs; empty while it does not. */
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }

    /** @throws IllegalStateException if it does not run */
    public Account running() {
        return account().orElseThrow(() -> new IllegalStateException("the account is not running"));
    }

    /** The chat host while there is one. */
    public Optional<io.github.onekyu.core.backend.Backend> backend() {
        return Optional.ofNullable(host).map(ChatHost::backend);
    }

    /** The chat host's name; empty while there is none. */
    public String backendName() {
        ChatHost open = host;
        return open == null ? "" : open.name();
    }
}
