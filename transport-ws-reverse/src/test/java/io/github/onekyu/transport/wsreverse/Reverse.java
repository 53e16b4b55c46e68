package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import java.time.Duration;

/** What the tests of this module share. */
final class Reverse {
    static final Duration SOON = Duration.ofSeconds(5);
    /** Long enough for something unwanted to show up on loopback. */
    static final Duration QUIET = Duration.ofMillis(300);

    private Reverse() {}

    static OneBotFixture.Setup account() {
        return OneBotFixture.with(new WsReverseTransportProvider());
    }

    /** One Universal connection to the server. */
    static OneBotFixture.Setup universal(RawWebSocketServer server) {
        return account().set("ws_reverse_use_universal_client", "yes").set("ws_reverse_url", server.url("/ws"));
    }

    /** Accepts the next Universal or Event connection and reads its {@code connect} event. */
    static Connection connected(RawWebSocketServer server) {
        Connection connection = server.next(SOON);
        JsonObject first = json(connection.nextText(SOON));
        if (!first.string("sub_type", "").equals("connect")) {
            throw new AssertionError("expected connect first, got " + first);
        }
        return connection;
    }

    static JsonObject json(String text) {
        return (JsonObject) Json.parse(text);
    }
}
