package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.auth.Door;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.filter.EventFilter;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.message.MessageFormat;
import io.github.onekyu.core.transport.TransportProvider;
import java.util.Optional;

/**
 * One door of an account: a transport with settings of its own. Each transport has a classic endpoint, which is called like
 * it and has the account's own keys, and any number of others (EP-01).
 *
 * @param name {@code ws_reverse}, {@code ws_reverse.koishi}
 * @param config what its transport sees
 * @param format of messages in its events and results
 * @param filter on top of the account's
 * @param reportSelf whether it gets {@code message_sent}
 * @param grant what its peers may do
 * @param door who is let in, for listeners
 * @param settings what it depends on: as long as they are equal it is the same endpoint (EP-17)
 */
record Endpoint(
        String name,
        TransportProvider provider,
        ConfigView config,
        MessageFormat format,
        Optional<EventFilter> filter,
        boolean reportSelf,
        Grant grant,
        Door door,
        JsonObject settings) {
    boolean isClassic() {
        return name.equals(provider.name());
    }

    /** The name in {@code plugins_good}. */
    String statusName() {
        return isClassic() ? provider.statusName() : name;
    }
}
