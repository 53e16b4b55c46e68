package io.github.onekyu.transport.ws;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.PlainJson;
import io.github.onekyu.testkit.RawWebSocket;
import java.time.Duration;
import java.util.Map;

/** What the tests of this transport have in common. */
final class Bots {
    /** For what must come. */
    static final Duration SOON = Duration.ofSeconds(5);
    /** For what must not come: "no frame" of the specification. */
    static final Duration NEVER = Duration.ofMillis(500);

    static final String TOKEN = "kSLuTF2GC2Q4q4ugm3";
    static final TimeLimits HASTY = new TimeLimits(
            Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300));

    private Bots() {}

    static OneBotFixture.Setup account() {
        return OneBotFixture.with(new WsTransportProvider());
    }

    /** An account whose peers have to hurry. */
    static OneBotFixture.Setup hastyAccount() {
        return OneBotFixture.with(new WsTransportProvider(HASTY));
    }

    static RawWebSocket open(OneBotFixture account, String target, String... headers) {
        return RawWebSocket.open(account.port("ws"), target, headers);
    }

    /** As {@link #open}, past the {@code connect} event. */
    static RawWebSocket listen(OneBotFixture account, String target) {
        RawWebSocket bot = open(account, target);
        if (!next(bot).containsValue("connect")) {
            throw new AssertionError("the first frame is not connect");
        }
        return bot;
    }

    static Map<String, Object> next(RawWebSocket bot) {
        return PlainJson.object(bot.nextText(SOON));
    }

    /** Sends one message and gives the reply. */
    static String ask(RawWebSocket bot, String message) {
        bot.sendText(message);
        return bot.nextText(SOON);
    }
}
