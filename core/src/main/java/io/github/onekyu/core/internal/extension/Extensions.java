package io.github.onekyu.core.internal.extension;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.extension.ExtensionContext;
import io.github.onekyu.core.extension.ExtensionProvider;
import io.github.onekyu.core.extension.MissedActionResult;
import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of an account (config.md §5). Without {@code use_extension} there are none, and nothing is looked for.
 * Started and stopped once, by one thread; the rest is thread-safe.
 */
public final class Extensions {
    private static final Duration LEAST_GRACE = Duration.ofSeconds(1);
    /** As long as a host may take. */
    private static final long ANSWER_DEADLINE_SECONDS = 180;

    private volatile List<RunningExtension> running = List.of();
    private @Nullable ExtensionLoader loader;

    /**
     * Finds and creates them, one after another; those that cannot be created are left out.
     *
     * @param threads makes the threads of an extension, given the role that names them
     */
    public void start(
            ConfigView config,
            ActionDispatcher actions,
            EventSource events,
            long selfId,
            Function<String, ThreadFactory> threads) {
        if (!config.flag("use_extension", false)) {
            return;
        }
        ExtensionLoader found = new ExtensionLoader(config.home().resolve("extensions"));
        loader = found;
        List<RunningExtension> created = new ArrayList<>();
        for (ExtensionProvider provider : found.load()) {
            String name = provider.name();
            RunningExtension extension =
                    new RunningExtension(name, threads.apply("extension-" + name), found.classes());
            Context context = new Context(config, actions, Caller.of("extension", name), events, selfId);
            if (extension.create(() -> provider.create(context))) {
                created.add(extension);
                // At once: an event that comes now is seen by those that are there.
                running = List.copyOf(created);
            }
        }
    }

    /**
     * Shows them an event (EXT-02).
     *
     * @param await whether the caller may wait until they have seen it
     */
    public void event(JsonObject event, boolean await) {
        for (RunningExtension extension : running) {
            extension.event(event, await);
        }
    }

    /** Asks them all, in load order, for an answer to a call that nothing else answers (EXT-03). */
    public CompletionStage<ActionResponse> missed(ActionRequest request) {
        List<RunningExtension> asked = running;
        if (asked.isEmpty()) {
            return CompletableFuture.completedFuture(new ActionResponse.UnknownAction(request.action()));
        }
        MissedActionResult result = new MissedActionResult();
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (RunningExtension extension : asked) {
            all = all.thenCompose(before -> extension.missed(request, result));
        }
        return all.thenCompose(done -> result.answer()
                        .orElseGet(() ->
                                CompletableFuture.completedFuture(new ActionResponse.UnknownAction(request.action()))))
                .completeOnTimeout(
                        ActionResponse.failed(Retcode.FAILED, "an extension did not answer in time"),
                        ANSWER_DEADLINE_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** Destroys them in reverse. */
    public void stop(Duration grace) {
        List<RunningExtension> ending = running;
        running = List.of();
        Duration limit = grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace;
        for (int i = ending.size() - 1; i >= 0; i--) {
            ending.get(i).destroy(limit);
        }
        if (loader != null) {
            loader.close();
            loader = null;
        }
    }

    private record Context(ConfigView config, ActionDispatcher actions, Caller caller, EventSource events, long selfId)
            implements ExtensionContext {}
}
