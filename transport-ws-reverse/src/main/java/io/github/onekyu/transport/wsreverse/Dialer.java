package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.TransportContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps one connection up (RWS-12 to RWS-15): at any time there is one attempt or connection, or one waiting time, or
 * nothing any more. Only the timer dials, never a delivery or a callback of a socket; and what an earlier connection
 * still reports is not listened to.
 */
final class Dialer implements PeerConnection.Owner {
    private static final Logger log = LoggerFactory.getLogger(Dialer.class);
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(5); // RWS-10

    private final Target target;
    private final WsReverseConfig config;
    private final TransportContext context;
    private final ClientHost host;
    private final FailureStreak failures = new FailureStreak();
    private final BackOff backOff;
    private final Runnable up;

    // Guarded by this.
    private @Nullable PeerConnection current;
    private @Nullable PeerConnection previous;
    private @Nullable Future<?> waiting;
    private boolean stopped;

    private volatile boolean connected;
    private volatile String trouble = "not connected yet";

    /** @param up told after each success */
    Dialer(
            Target target,
            WsReverseConfig config,
            TransportContext context,
            ClientHost host,
            LongBinaryOperator random,
            Runnable up) {
        this.target = target;
        this.config = config;
        this.context = context;
        this.host = host;
        this.backOff = new BackOff(config.reconnectInterval(), config.maxReconnectInterval(), System::nanoTime, random);
        this.up = up;
    }

    void start() {
        schedule(Duration.ZERO);
    }

    private synchronized void schedule(Duration delay) {
        if (stopped) {
            return;
        }
        try {
            waiting = context.threads().timer().schedule(this::dial, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shuttingDown) {
            stopped = true; // the account's timer ends only with the account
        }
    }

    private void dial() {
        PeerConnection attempt;
        synchronized (this) {
            if (stopped || current != null) {
                return;
            }
            if (previous != null) {
                previous.cut(); // many bots refuse the new connection while the old one is open
            }
            attempt = new PeerConnection(target, config, context, host, this);
            current = attempt;
        }
        attempt.dial(HANDSHAKE_LIMIT);
    }

    @Override
    public void opened(PeerConnection connection) {
        synchronized (this) {
            if (connection != current) {
                return;
            }
            connected = true;
        }
        backOff.opened();
        if (backOff.suspicious()) {
            later(() -> stillUp(connection)); // it may have let us in only to throw us out
        } else {
            up.run();
        }
        if (failures.opened()) {
            log.info("{}: connected", target);
        } else {
            log.debug("{}: connected", target);
        }
    }

    private void stillUp(PeerConnection connection) {
        if (!connection.hasEnded()) {
            up.run();
        }
    }

    private void later(Runnable task) {
        try {
            context.threads().timer().schedule(task, BackOff.IMMEDIATE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException shuttingDown) {
            log.trace("{}: the account stops", target);
        }
    }

    @Override
    public void ended(PeerConnection connection, End end) {
        synchronized (this) {
            if (connection != current) {
                return; // of the past; see the class comment
            }
            current = null;
            previous = connection;
            connected = false;
            trouble = end.reason();
            if (stopped) {
                return;
            }
        }
        if (end.normal() && !config.reconnectOnCode1000()) {
            String words = target + ": the peer closed with code 1000; it stays closed until a restart"
                    + " (ws_reverse_reconnect_on_code_1000 = false)";
            log.info("OKY-1406 {}", words);
            context.report().problem("OKY-1406", words);
            return;
        }
        Duration pause = backOff.after(end);
        report(end, pause.toMillis());
        schedule(pause);
    }

    private void report(End end, long millis) {
        context.report().problem(end.code(), target + ": " + end.reason());
        Optional<String> repeats = failures.add(end.reason());
        Level level = repeats.isEmpty() ? Level.DEBUG : end.goodbye() ? Level.INFO : Level.WARN;
        log.atLevel(level)
                .log(
                        "{} {}: {}{}; next attempt in {} ms",
                        end.code(),
                        target,
                        end.reason(),
                        repeats.orElse(""),
                        millis);
    }

    Health health() {
        return connected ? Health.GOOD : Health.bad("the " + target + " is not connected: " + trouble);
    }

    // ---- stopping (RWS-17)

    /** No further attempt, nothing new on the connection. Completes when the calls that are running are answered. */
    CompletableFuture<Void> leave() {
        PeerConnection last;
        synchronized (this) {
            stopped = true;
            if (waiting != null) {
                waiting.cancel(false);
            }
            last = current;
        }
        if (last == null) {
            return CompletableFuture.completedFuture(null);
        }
        last.leave();
        return connected ? last.idle() : CompletableFuture.completedFuture(null);
    }

    /** Closes what is still open. */
    synchronized void cut() {
        for (PeerConnection each : new PeerConnection[] {current, previous}) {
            if (each != null) {
                each.cut();
            }
        }
    }

    /** Closes with 1000. Completes when the socket is closed. */
    CompletableFuture<Void> goodbye() {
        PeerConnection last;
        synchronized (this) {
            last = current;
            connected = false;
            trouble = "stopped";
            if (previous != null) {
                previous.cut();
            }
        }
        if (last == null) {
            return CompletableFuture.completedFuture(null);
        }
        last.goodbye();
        return last.closed();
    }
}
