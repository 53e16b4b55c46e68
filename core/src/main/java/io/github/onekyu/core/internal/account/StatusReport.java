package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;

/** Makes the data of {@code get_status} (A-get_status). */
final class StatusReport {
    private final Backend backend;
    private final TransportSet transports;

    StatusReport(Backend backend, TransportSet transports) {
        this.backend = backend;
        this.transports = transports;
    }

    JsonObject json() {
        // The three historic names are always there; a transport that is off is no trouble.
        JsonObject.Builder plugins =
                JsonObject.builder().put("http", true).put("websocket", true).put("websocket_reverse", true);
        boolean allGood = true;
        for (RunningTransport transport : transports.running()) {
            boolean good = transport.health().good();
            plugins.put(transport.statusName(), good);
            allGood &= good;
        }
        Optional<Boolean> online = backend.online();
        return JsonObject.builder()
                .put("app_initialized", true)
                .put("app_enabled", true)
                .put("plugins_good", plugins.build())
                .put("app_good", allGood)
                .put("online", online.isPresent() ? JsonBoolean.of(online.get()) : JsonNull.NULL)
                .put("good", allGood && online.orElse(false))
                .build();
    }
}
