package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.transport.SharedPorts;
import io.github.onekyu.core.transport.TransportMetrics;
import io.github.onekyu.core.transport.TransportProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What outlives a restart of an account.
 *
 * @param eventNumbers gives events their numbers
 * @param restart carries out a restart after a delay; returns at once
 */
public record AccountScope(
        long selfId,
        Backend backend,
        List<TransportProvider> providers,
        TransportMetrics metrics,
        Trace trace,
        SharedPorts ports,
        AtomicLong eventNumbers,
        Clock clock,
        Consumer<Duration> restart) {
    public AccountScope {
        providers = List.copyOf(providers);
    }
}
