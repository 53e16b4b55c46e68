package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.transport.SharedPorts;
import io.github.onekyu.core.transport.TransportMetrics;
import io.github.onekyu.core.transport.TransportProvider;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an account is made of, apart from its settings.
 *
 * @param backend the chat host that the settings ask for
 * @param transports those installed
 * @param expectedId the account that the host must be logged in to; 0 for any
 */
public record Ingredients(
        Function<ConfigView, BackendProvider> backend,
        Supplier<List<TransportProvider>> transports,
        TransportMetrics metrics,
        Trace trace,
        SharedPorts ports,
        long expectedId,
        Clock clock) {}
