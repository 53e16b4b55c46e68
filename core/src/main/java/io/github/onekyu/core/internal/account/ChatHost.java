package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.event.EventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A chat host, and what it was made of.
 *
 * @param name of its provider
 * @param config as it has read it; the account on top may have newer settings
 */
record ChatHost(String name, ConfigView config, Backend backend) {
    /** How long the host may take to say which account it is. */
    private static final Duration LOGIN_DEADLINE = Duration.ofSeconds(60);

    private record Context(ConfigView config, EventSink events, ScheduledExecutorService timer)
            implements BackendContext {}

    /**
     * Reads the settings; opens nothing.
     *
     * @throws ConfigException with every problem found
     */
    static ChatHost create(
            BackendProvider provider, ConfigView config, EventSink events, ScheduledExecutorService timer) {
        Backend backend = provider.create(new Context(config, events, timer));
        if (!config.problems().isEmpty()) {
            throw new ConfigException(config.problems());
        }
        return new ChatHost(provider.name(), config, backend);
    }

    /**
     * Opens it and waits until it knows which account it is.
     *
     * @param expected the account that it must be; 0 for any
     */
    long logIn(long expected) {
        long selfId = logIn();
        if (expected != 0 && selfId != expected) {
            throw new ConfigException(List.of(new ConfigProblem(
                    "OKY-1017",
                    Long.toString(expected),
                    "the section's number is " + expected + ", but its chat host is logged in to " + selfId
                            + "; with several accounts they must be the same",
                    "change the number to " + selfId + ", or the address of the host")));
        }
        return selfId;
    }

    private long logIn() {
        try {
            return backend.start().toCompletableFuture().get(LOGIN_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
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
}
