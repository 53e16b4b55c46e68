package io.github.onekyu.app;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;

/** What the console sees of the account; the console is there before the account and tells who asks that it is not ready. */
record AccountConsole(OneBot account, ConfigView config) implements ConsoleContext {
    @Override
    public Optional<HostControl> control() {
        return account.control();
    }

    @Override
    public boolean ready() {
        return account.ready();
    }

    @Override
    public JsonObject status() {
        try {
            return account.status();
        } catch (IllegalStateException notRunning) {
            return JsonObject.builder().putNull("online").put("good", false).build();
        }
    }
}
