package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.action.Pace;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.Relay;
import io.github.onekyu.core.internal.observe.Watch;
import io.github.onekyu.core.media.MediaFetcher;
import io.github.onekyu.core.message.MessageFormat;
import io.github.onekyu.core.transport.TransportThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks actions up and runs them: exact name first, then the suffixes (ACT-01). What cannot block runs on the thread
 * that read the call; the rest on the request pool.
 */
public final class AccountActions implements ActionDispatcher {
    private static final String ASYNC = "_async";
    private static final String RATE_LIMITED = "_rate_limited";
    private static final String TOO_MANY = "too many calls are waiting; try again later";
    /** Sends of one caller that may wait for the one before them, which may fetch media; more are refused at once. */
    private static final int MOST_WAITING_SENDS = 10_000;

    private final Map<String, Action> actions = new HashMap<>();
    private final TransportThreads threads;
    private final Watch watch;
    private final Optional<RateLimitedQueue> rateLimited;
    private final MissedActions missed;
    private final Optional<Relay> relay;
    private final MessageFormat format;

    /**
     * @param rateLimit the pause between {@code _rate_limited} calls; empty where they are off (RL-01)
     * @param media fetches what sends refer to, for a host that does not do so itself
     * @param missed answers calls of names that nothing here answers to, suffixes included (EXT-03)
     */
    public AccountActions(
            Backend backend,
            MessageFormat format,
            Optional<Duration> rateLimit,
            MediaFetcher media,
            MissedActions missed,
            TransportThreads threads,
            Watch watch) {
        this.threads = threads;
        this.watch = watch;
        this.rateLimited = rateLimit.map(pause -> new RateLimitedQueue(threads.timer(), pause));
        this.missed = missed;
        HostAction.Media fetching = backend.fetchesMedia() ? HostAction.Media.AS_SENT : media::localise;
        this.relay = backend.relay();
        this.format = format;
        for (String name : relay.isPresent() ? Set.<String>of() : backend.actions()) {
            Optional<ActionSpec> spec = ActionCatalog.standard().find(name);
            boolean sends = spec.isPresent() && spec.get().sends();
            actions.put(name, new HostAction(name, spec, backend, format, sends ? fetching : HostAction.Media.AS_SENT));
        }
        actions.putAll(OwnActions.aliases(Map.copyOf(actions)));
    }

    /** Adds the actions that the account answers itself. Before the first call only. */
    void addAll(Map<String, Action> own) {
        actions.putAll(own);
    }

    /** The names of all actions, without suffix variants (A-get_supported_actions). */
    Collection<String> names() {
        return new TreeSet<>(actions.keySet());
    }

    /** Discards queued {@code _rate_limited} calls (RL-06). */
    public void close() {
        rateLimited.ifPresent(RateLimitedQueue::close);
    }

    @Override
    public CompletionStage<ActionResponse> dispatch(ActionRequest request, Caller caller) {
        Grant grant = caller.grant();
        if (grant == Grant.ALL) {
            return admitted(request, caller);
        }
        Optional<String> refusal = grant.refusal(baseName(request.action()), request.params());
        if (refusal.isPresent()) {
            return refused(request, caller, ActionResponse.failed(Retcode.NOT_ALLOWED, refusal.get()));
        }
        return grant.pace().isEmpty()
                ? admitted(request, caller)
                : paced(grant.pace().get(), request, caller);
    }

    private CompletionStage<ActionResponse> paced(Pace pace, ActionRequest request, Caller caller) {
        OptionalLong wait = pace.take(System.nanoTime());
        if (wait.isEmpty()) {
            watch.metrics().dropped(caller.transport(), "too_fast");
            return refused(
                    request,
                    caller,
                    ActionResponse.failed(Retcode.TOO_FAST, "calls come faster than this access allows"));
        }
        if (wait.getAsLong() == 0) {
            return admitted(request, caller);
        }
        CompletableFuture<ActionResponse> response = new CompletableFuture<>();
        try {
            // The timer keeps the order of what is due, and its thread only hands over.
            threads.timer()
                    .schedule(
                            () -> admitted(request, caller).thenAccept(response::complete),
                            wait.getAsLong(),
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            return answer(ActionResponse.failed(Retcode.FAILED, "the account stops"));
        }
        return response;
    }

    /**
     * The action behind a name with suffixes. All of them are taken off, whether they mean something here or not: another
     * implementation may know those that we pass on, and a right is about the action (EP-12).
     */
    private static String baseName(String name) {
        String base = name;
        while (true) {
            if (base.endsWith(RATE_LIMITED)) {
                base = base.substring(0, base.length() - RATE_LIMITED.length());
            } else if (base.endsWith(ASYNC)) {
                base = base.substring(0, base.length() - ASYNC.length());
            } else {
                return base;
            }
        }
    }

    /** Runs what the caller may do. */
    private CompletionStage<ActionResponse> admitted(ActionRequest request, Caller caller) {
        if (watch.ignoresCalls()) {
            return resolve(request, caller);
        }
        long start = System.nanoTime();
        return resolve(request, caller).thenApply(response -> {
            watch.answered(request, caller, response, System.nanoTime() - start);
            return response;
        });
    }

    private CompletionStage<ActionResponse> refused(ActionRequest request, Caller caller, ActionResponse response) {
        watch.answered(request, caller, response, 0);
        return answer(response);
    }

    private CompletionStage<ActionResponse> resolve(ActionRequest request, Caller caller) {
        String name = request.action();
        Action exact = actions.get(name);
        if (exact != null) {
            return run(exact, request, caller);
        }
        if (rateLimited.isPresent() && hasSuffix(name, RATE_LIMITED)) {
            ActionRequest base = without(request, RATE_LIMITED);
            return answer(accepted(rateLimited.get().add(() -> admitted(base, caller))));
        }
        if (hasSuffix(name, ASYNC)) {
            return answer(async(without(request, ASYNC), caller));
        }
        Action relayed = find(name);
        return relayed == null ? Failures.guard(() -> missed.answer(request)) : run(relayed, request, caller);
    }

    /** What answers to that very name: what is here, or another implementation, which is asked for everything else. */
    private @Nullable Action find(String name) {
        Action known = actions.get(name);
        return known != null || relay.isEmpty() ? known : orMissed(new RelayedAction(name, relay.get(), format));
    }

    /** Extensions see what the other implementation does not know either (EXT-03). */
    private Action orMissed(Action relayed) {
        return new Action() {
            @Override
            public CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller) {
                return relayed.perform(request, caller)
                        .thenCompose(response -> response instanceof ActionResponse.UnknownAction
                                ? missed.answer(request)
                                : answer(response));
            }

            @Override
            public boolean sends() {
                return relayed.sends();
            }
        };
    }

    /** Starts the call on the worker pool; a caller's sends keep their order there too (ASY-01, WS-17). */
    private ActionResponse async(ActionRequest base, Caller caller) {
        Action action = find(base.action());
        try {
            if (action != null && action.sends()) {
                if (caller.sends().waiting() >= MOST_WAITING_SENDS) {
                    return accepted(false);
                }
                caller.sends().run(() -> start(action, base, caller, threads.workers(), new CompletableFuture<>()));
            } else {
                threads.workers().execute(() -> admitted(base, caller));
            }
            return accepted(true);
        } catch (RejectedExecutionException full) {
            return accepted(false);
        }
    }

    private static ActionResponse accepted(boolean queued) {
        return queued
                ? new ActionResponse.Accepted()
                : ActionResponse.failed(Retcode.NO_WORKER, "no worker is free; try again later");
    }

    private CompletionStage<ActionResponse> run(Action action, ActionRequest request, Caller caller) {
        boolean mayBlock = action.mayBlock();
        if (!mayBlock && !action.sends()) {
            return Failures.guard(() -> action.perform(request, caller));
        }
        CompletableFuture<ActionResponse> response = new CompletableFuture<>();
        Executor executor = mayBlock ? threads.requests() : Runnable::run;
        if (action.sends() && caller.sends().waiting() >= MOST_WAITING_SENDS) {
            return answer(ActionResponse.failed(Retcode.FAILED, TOO_MANY));
        }
        if (action.sends()) {
            caller.sends().run(() -> start(action, request, caller, executor, response));
        } else {
            start(action, request, caller, executor, response);
        }
        return response;
    }

    /**
     * Completes once the host has taken the call in, media fetched before; {@code response} once it was answered.
     */
    private static CompletionStage<?> start(
            Action action,
            ActionRequest request,
            Caller caller,
            Executor executor,
            CompletableFuture<ActionResponse> response) {
        CompletableFuture<Void> takenIn = new CompletableFuture<>();
        Consumer<Supplier<CompletionStage<ActionResponse>>> passOn = call -> {
            try {
                Failures.guard(call).thenAccept(response::complete);
            } finally {
                takenIn.complete(null);
            }
        };
        submit(executor, response, takenIn, () -> {
            CompletableFuture<Supplier<CompletionStage<ActionResponse>>> ready;
            try {
                ready = action.ready(request, caller).toCompletableFuture();
            } catch (RuntimeException | StackOverflowError refused) {
                ready = CompletableFuture.completedFuture(() -> CompletableFuture.failedFuture(refused));
            }
            if (ready.isDone()) {
                passOn.accept(ready.join());
            } else {
                ready.thenAccept(call -> submit(executor, response, takenIn, () -> passOn.accept(call)));
            }
        });
        return takenIn;
    }

    private static void submit(
            Executor executor,
            CompletableFuture<ActionResponse> response,
            CompletableFuture<Void> takenIn,
            Runnable step) {
        try {
            executor.execute(step);
        } catch (RejectedExecutionException full) {
            response.complete(ActionResponse.failed(Retcode.FAILED, TOO_MANY));
            takenIn.complete(null);
        }
    }

    private static CompletionStage<ActionResponse> answer(ActionResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    /** Exactly one suffix on a name that is not empty (ASY-04, RL-04). */
    private static boolean hasSuffix(String name, String suffix) {
        return name.endsWith(suffix)
                && name.length() > suffix.length()
                && !name.startsWith(suffix, name.length() - 2 * suffix.length());
    }

    private static ActionRequest without(ActionRequest request, String suffix) {
        String name = request.action();
        return ActionRequest.of(
                name.substring(0, name.length() - suffix.length()), request.params()); // nobody waits for parts
    }
}
