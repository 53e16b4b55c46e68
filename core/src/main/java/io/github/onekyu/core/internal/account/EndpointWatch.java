package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.diagnosis.LiveEndpoint;
import io.github.onekyu.core.observe.EndpointState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what nobody tells but the state of an endpoint shows, once each time that it begins: connected without
 * a lifecycle event, without any call, with an account that is offline.
 */
final class EndpointWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointWatch.class);
    private static final int SECONDS = 20;

    private final Supplier<List<EndpointState>> endpoints;
    private final BooleanSupplier online;
    /** The code of what was said of an endpoint and still holds. */
    private final Map<String, String> said = new HashMap<>();

    /** @param online whether the account is logged in; must not block */
    EndpointWatch(Supplier<List<EndpointState>> endpoints, BooleanSupplier online) {
        this.endpoints = endpoints;
        this.online = online;
    }

    /** Ends with the timer. */
    void start(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(this::lookSafely, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void lookSafely() {
        try {
            look(System.currentTimeMillis());
        } catch (RuntimeException bug) {
            LOG.error(
                    "OKY-1113 the watch over the endpoints failed; it goes on",
                    bug); // thrown, it would be the last look
        }
    }

    void look(long nowMillis) {
        for (EndpointState state : endpoints.get()) {
            boolean toldAlready = state.problem().isPresent() || state.phase() == EndpointState.Phase.PAUSED;
            Diagnosis found = LiveEndpoint.of(state, nowMillis).judge(online.getAsBoolean());
            if (toldAlready || found.code().isEmpty()) {
                said.remove(state.name());
            } else if (!found.code().equals(said.put(state.name(), found.code()))) {
                if (found.ok()) {
                    LOG.info("{} {}", found.code(), found.message());
                } else {
                    LOG.warn("{} {}", found.code(), found.message());
                }
            }
        }
    }
}
