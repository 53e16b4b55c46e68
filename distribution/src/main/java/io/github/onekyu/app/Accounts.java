package io.github.onekyu.app;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigKeys;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.config.LoadedConfig;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.error.OneBotException;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.transport.SharedPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All accounts of the process: they start together, are reloaded together and stop together. Thread-safe. */
final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final String REFUSED = "OKY-1109";

    private final ConfigLoader loader;
    private final Config process;
    private final Trace trace;
    private final SharedPorts ports = new SharedPorts();
    /** Guards reloads: one after the other. */
    private final Object reloading = new Object();

    /** Never changed, only replaced. */
    private volatile List<Member> members;

    private volatile boolean stopped;

    /**
     * One of them.
     *
     * @param id in the configuration
     */
    private record Member(long id, OneBot bot) {}

    Accounts(ConfigLoader loader, LoadedAccounts loaded, Trace trace) {
        this.loader = loader;
        this.process = loaded.process();
        this.trace = trace;
        boolean several = loaded.accounts().size() > 1;
        this.members = loaded.accounts().stream()
                .map(account -> member(account, several))
                .toList();
    }

    private Member member(LoadedConfig account, boolean several) {
        long id = account.selfId();
        OneBot.Builder builder = OneBot.builder(firstThen(account.config(), () -> anew(id)))
                .trace(trace)
                .ports(ports);
        if (several) {
            builder.expecting(id);
        }
        return new Member(id, builder.build());
    }

    /** The settings that are loaded already for the start, newly read ones for each restart (CFG-11). */
    private static Supplier<ConfigView> firstThen(ConfigView first, Supplier<ConfigView> later) {
        AtomicReference<@Nullable ConfigView> unused = new AtomicReference<>(first);
        return () -> {
            ConfigView loaded = unused.getAndSet(null);
            return loaded != null ? loaded : later.get();
        };
    }

    private ConfigView anew(long id) {
        LoadedAccounts loaded = loader.loadAll();
        BeforeStart.check(loaded);
        return loaded.accounts().stream()
                .filter(account -> account.selfId() == id)
                .<ConfigView>map(LoadedConfig::config)
                .findFirst()
                .orElseThrow(() -> new ConfigException(List.of(new ConfigProblem(
                        "OKY-1016",
                        Long.toString(id),
                        "the configuration has no such account any more",
                        "'onekyu reload' stops it"))));
    }

    /** In the order of the configuration. */
    List<OneBot> list() {
        return members.stream().map(Member::bot).toList();
    }

    /** Starts all; throws what the first that cannot threw, and leaves the others to {@link #stop}. */
    void start() {
        members.forEach(member -> member.bot().start());
    }

    /** {@link #reload} on a thread of its own. */
    CompletableFuture<Reloaded> reloadLater() {
        CompletableFuture<Reloaded> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        done.complete(reload());
                    } catch (RuntimeException | LinkageError failure) {
                        done.completeExceptionally(failure);
                    }
                },
                "onekyu-reload");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /**
     * Reads the configuration again and puts into force what is different.
     *
     * @throws ConfigException with every problem found; everything goes on as it was
     */
    Reloaded reload() {
        synchronized (reloading) {
            try {
                LoadedAccounts fresh = loader.loadAll();
                BeforeStart.check(fresh);
                Reloaded reloaded = apply(fresh);
                LOG.info("reloaded: {}", words(reloaded));
                return reloaded;
            } catch (ConfigException refused) {
                LOG.error("{} the reload is refused, everything goes on as it was", REFUSED);
                refused.problems().forEach(problem -> LOG.error("{}", problem));
                throw refused;
            }
        }
    }

    private Reloaded apply(LoadedAccounts fresh) {
        List<Member> before = members;
        List<ConfigProblem> problems = new ArrayList<>();
        for (LoadedConfig account : fresh.accounts()) {
            member(before, account.selfId()).ifPresent(member -> check(member, account.config(), problems));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        List<Member> after = fresh.accounts().stream()
                .map(account -> member(before, account.selfId())
                        .orElseGet(() -> member(account, fresh.accounts().size() > 1)))
                .toList();
        Collected changes = new Collected();
        List<Undo> undone = new ArrayList<>();
        try {
            // New ones first: what is most likely to fail interrupts nobody.
            after.stream().filter(member -> !before.contains(member)).forEach(member -> added(member, changes, undone));
            for (LoadedConfig account : fresh.accounts()) {
                member(before, account.selfId())
                        .ifPresent(member -> changed(member, account.config(), changes, undone));
            }
        } catch (RuntimeException failure) {
            for (int i = undone.size() - 1; i >= 0; i--) {
                undone.get(i).run(failure);
            }
            throw failure;
        }
        members = after;
        warnOfProcessKeys(fresh.process());
        before.stream().filter(member -> !after.contains(member)).forEach(member -> {
            changes.stopped.addAll(endpoints(member.bot()));
            member.bot().stop();
            LOG.info("account {} stopped: it is no longer in the configuration", member.id());
        });
        if (stopped) {
            list().forEach(OneBot::stop); // the stop came while there were others
        }
        return changes.reloaded();
    }

    /** What puts an account back if a later one fails. */
    private record Undo(Member member, Runnable back) {
        void run(RuntimeException reason) {
            try {
                back.run();
            } catch (RuntimeException failure) {
                LOG.error("OKY-1110 account {} cannot go back to what it was: {}", member.id(), failure.getMessage());
                reason.addSuppressed(failure);
            }
        }
    }

    private static Optional<Member> member(List<Member> members, long id) {
        return members.stream().filter(member -> member.id() == id).findFirst();
    }

    private static void check(Member member, ConfigView config, List<ConfigProblem> problems) {
        if (!member.bot().ready()) {
            return; // it is down; the reload may help it up
        }
        try {
            member.bot().check(config);
        } catch (ConfigException refused) {
            problems.addAll(refused.problems());
        }
    }

    private static void changed(Member member, Config fresh, Collected changes, List<Undo> undone) {
        if (!member.bot().ready()) {
            changes.add(member.bot().reload(fresh)); // there is nothing to go back to
            return;
        }
        ConfigView old = member.bot().config();
        changes.add(member.bot().reload(fresh));
        undone.add(new Undo(member, () -> member.bot().reload(Config.of(old.home(), old.json()))));
    }

    private static void added(Member member, Collected changes, List<Undo> undone) {
        undone.add(new Undo(member, member.bot()::stop));
        try {
            member.bot().start();
        } catch (ConfigException refused) {
            throw refused;
        } catch (OneBotException failure) {
            throw new ConfigException(List.of(new ConfigProblem(
                    REFUSED,
                    Long.toString(member.id()),
                    "the new account cannot start: " + failure.getMessage(),
                    "correct that, or remove its section")));
        }
        changes.started.addAll(endpoints(member.bot()));
    }

    /** Console and log are there already. */
    private void warnOfProcessKeys(Config fresh) {
        List<String> changed = ConfigKeys.PROCESS.stream()
                .filter(key -> !fresh.text(key).equals(process.text(key)))
                .sorted()
                .toList();
        if (!changed.isEmpty()) {
            LOG.warn(
                    "OKY-1018 {} changed, which takes effect at the next start; restart Onekyu when it suits",
                    String.join(", ", changed));
        }
    }

    private static List<String> endpoints(OneBot bot) {
        return bot.endpoints().stream()
                .map(EndpointState::name)
                .map(name -> bot.selfId() + " " + name)
                .toList();
    }

    /** What several accounts had to say. */
    private static final class Collected {
        private final List<String> started = new ArrayList<>();
        private final List<String> stopped = new ArrayList<>();
        private final List<String> restarted = new ArrayList<>();
        private final List<String> unchanged = new ArrayList<>();

        void add(Reloaded one) {
            started.addAll(one.started());
            stopped.addAll(one.stopped());
            restarted.addAll(one.restarted());
            unchanged.addAll(one.unchanged());
        }

        Reloaded reloaded() {
            return new Reloaded(started, stopped, restarted, unchanged);
        }
    }

    private static String words(Reloaded reloaded) {
        List<String> parts = new ArrayList<>();
        words(parts, "stopped", reloaded.stopped());
        words(parts, "restarted", reloaded.restarted());
        words(parts, "started", reloaded.started());
        return parts.isEmpty() ? "nothing is different" : String.join("; ", parts);
    }

    private static void words(List<String> parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(what + " " + String.join(", ", names));
        }
    }

    /** Stops all at once, each within the grace; answers whether one of them had served. */
    boolean stop(Duration grace) {
        stopped = true;
        List<OneBot> bots = list();
        boolean served = bots.stream().anyMatch(OneBot::ready);
        List<Thread> stops =
                bots.stream().skip(1).map(bot -> stopping(bot, grace)).toList();
        if (!bots.isEmpty()) {
            bots.get(0).stop(grace);
        }
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return served;
            }
        }
        return served;
    }

    private static Thread stopping(OneBot bot, Duration grace) {
        Thread thread = new Thread(() -> bot.stop(grace), "onekyu-stopping-" + bot.selfId());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
