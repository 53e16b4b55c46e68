package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reverse WebSocket client of one account: a {@link Dialer} for each target. An absent peer is no failed start. */
final class WsReverseTransport implements Transport {
    /** For Tyrus' own wait; each attempt has a shorter limit of its own. */
    private static final Duration ENGINE_LIMIT = Duration.ofSeconds(8);
    /** A polite close takes a second at most (RWS-17: a stop less than two). */
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(1300);

    private final WsReverseConfig config;
    private final TransportContext context;
    private final LongBinaryOperator random;
    private @Nullable ClientHost host;
    private volatile List<Dialer> dialers = List.of();

    WsReverseTransport(WsReverseConfig config, TransportContext context, LongBinaryOperator random) {
        this.random = random;
        this.config = config;
        this.context = context;
    }

    @Override
    public void start() {
        if (config.targets().isEmpty()) {
            return; // create() has said so
        }
        try {
            ClientHost made = ClientHost.acquire(config.maxMessageSize(), ENGINE_LIMIT);
            host = made;
            dialers = config.targets().stream()
                    .map(target -> new Dialer(target, config, context, made, random, this::up))
                    .toList();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new TransportException(
                    "OKY-1407 ws_reverse: cannot set up the WebSocket client: " + e.getMessage(), e);
        }
        context.report()
                .target(config.targets().stream()
                        .map(target -> target.url().toString())
                        .distinct()
                        .collect(Collectors.joining(" ")));
        dialers.forEach(Dialer::start);
    }

    /** One of the dialers has a connection; the endpoint's trouble is over only when all have. */
    private void up() {
        if (health().good()) {
            context.report().cleared();
        }
    }

    @Override
    public void stop(Duration grace) {
        await(dialers.stream().map(Dialer::leave).toList(), grace);
        await(dialers.stream().map(Dialer::goodbye).toList(), CLOSE_LIMIT);
        dialers.forEach(Dialer::cut);
        if (host != null) {
            host.release();
            host = null;
        }
    }

    private static void await(List<CompletableFuture<Void>> all, Duration limit) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            // What is not done in time is cut by the next step.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bad while any configured client is not connected (RWS-14). */
    @Override
    public Health health() {
        return dialers.stream()
                .map(Dialer::health)
                .filter(health -> !health.good())
                .findFirst()
                .orElse(Health.GOOD);
    }
}
