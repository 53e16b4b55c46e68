package io.github.onekyu.testkit.contract;

import static io.github.onekyu.testkit.contract.Capability.ACTIONS;
import static io.github.onekyu.testkit.contract.Capability.EVENTS;
import static io.github.onekyu.testkit.contract.Capability.GREETS;
import static io.github.onekyu.testkit.contract.Capability.MANY_PEERS;
import static io.github.onekyu.testkit.contract.Capability.QUICK_OPERATIONS;
import static io.github.onekyu.testkit.contract.Capability.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events: what arrives, in which order, and who hears of what. */
public interface EventsContract extends ContractBasics {
    Duration QUIET = Duration.ofMillis(500);

    /** Reads past the meta events of a start or a new connection. */
    private static Map<String, ?> nextOrdinary(BotPeer bot) {
        return PlainJson.object(nextOrdinaryText(bot));
    }

    private static String nextOrdinaryText(BotPeer bot) {
        while (true) {
            String event = bot.nextEvent(BotPeer.PATIENCE);
            if (!"meta_event".equals(PlainJson.object(event).get("post_type"))) {
                return event;
            }
        }
    }

    /** A bot that gets events from now on: one that is greeted has to have heard the greeting. */
    private BotPeer listening(Scene scene) {
        BotPeer bot = scene.bot();
        if (capabilities().contains(GREETS)) {
            expectMeta(bot, "connect");
        }
        return bot;
    }

    private static void expectMeta(BotPeer bot, String subType) {
        assertThat(PlainJson.object(bot.nextEvent(BotPeer.PATIENCE)))
                .containsEntry("post_type", "meta_event")
                .containsEntry("meta_event_type", "lifecycle")
                .containsEntry("sub_type", subType)
                .containsEntry("self_id", PlainJson.parse("10001000"))
                .containsKey("time")
                .hasSize(5);
    }

    @Test
    @Needs(EVENTS)
    @Tag("EV-01")
    @Tag("NET-04")
    default void anEventArrivesAsItWasRaised() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = listening(scene);
            scene.host().raise(Events.groupMessage("hi").with("user_id", number("9007199254740993")));

            String event = nextOrdinaryText(bot);

            assertThat(event).contains("\"user_id\":9007199254740993");
            assertThat(PlainJson.object(event))
                    .containsEntry("post_type", "message")
                    .containsEntry("message_type", "group")
                    .containsEntry("self_id", PlainJson.parse("10001000"))
                    .containsEntry("anonymous", null)
                    .containsKey("time");
        }
    }

    private static io.github.onekyu.core.json.JsonNumber number(String digits) {
        return new io.github.onekyu.core.json.JsonNumber(digits);
    }

    @Test
    @Needs(EVENTS)
    @Tag("NET-03")
    default void eventsAreCompactAndUnescaped() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = listening(scene);
            scene.host().raise(Events.privateMessage("你好/😀"));

            assertThat(nextOrdinaryText(bot)).contains("\"raw_message\":\"你好/😀\"");
        }
    }

    @Test
    @Needs(EVENTS)
    @Tag("RSP-06")
    default void anEventNeverCarriesAnEcho() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = listening(scene);
            scene.host().raise(Events.notice());

            assertThat(nextOrdinary(bot).keySet()).map(String::valueOf).doesNotContain("echo");
        }
    }

    @Test
    @Needs({EVENTS, GREETS})
    @Tag("WS-33")
    default void eventsArriveInTheirOrder() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();
            expectMeta(bot, "connect");

            raiseAndExpect(scene, bot, 1000);
        }
    }

    @Test
    @Needs({EVENTS, GREETS})
    @Tag("ORD-03")
    default void withoutReportsAnEventIsDeliveredAtOnce() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();
            expectMeta(bot, "connect");

            // The quickest of several: a busy machine delays some of them, a waiting transport all.
            long quickest = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long raised = System.nanoTime();
                scene.host().raise(Events.privateMessage("now"));
                bot.nextEvent(BotPeer.PATIENCE);
                quickest = Math.min(quickest, System.nanoTime() - raised);
            }
            assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(200));
        }
    }

    @Test
    @Needs(REPORTS)
    @Tag("POST-13")
    default void reportsAreSentInTheOrderOfTheEvents() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();
            expectMeta(bot, "enable");

            raiseAndExpect(scene, bot, 20);
        }
    }

    private static void raiseAndExpect(Scene scene, BotPeer bot, int count) {
        for (int i = 0; i < count; i++) {
            scene.host().raise(Events.privateMessage("e" + i));
        }
        for (int i = 0; i < count; i++) {
            assertThat(PlainJson.object(bot.nextEvent(BotPeer.PATIENCE)).get("raw_message"))
                    .isEqualTo("e" + i);
        }
    }

    @Test
    @Needs(GREETS)
    @Tag("WS-31")
    @Tag("META-01")
    @Tag("META-04")
    default void theFirstThingAConnectionHearsIsConnect() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            expectMeta(bot, "connect");
            bot.expectNoEvent(QUIET); // "enable" is for reports alone
        }
    }

    @Test
    @Needs(GREETS)
    @Tag("WS-34")
    default void eventsAreNotKeptForLaterConnections() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer early = scene.bot();
            expectMeta(early, "connect");
            boolean oneAtATime = !capabilities().contains(MANY_PEERS);
            if (oneAtATime) {
                early.breakOff();
            }
            scene.host()
                    .raise(Events.privateMessage("missed"))
                    .toCompletableFuture()
                    .join();
            if (!oneAtATime) {
                early.nextEvent(BotPeer.PATIENCE); // so it has been delivered to all there were
            }

            BotPeer late = scene.bot();
            expectMeta(late, "connect");
            late.expectNoEvent(QUIET);
        }
    }

    @Test
    @Needs({EVENTS, MANY_PEERS})
    @Tag("WS-30")
    default void anEventIsTheSameForEveryPeer() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer one = listening(scene);
            BotPeer other = listening(scene);
            scene.host().raise(Events.groupMessage("to all"));

            assertThat(nextOrdinary(one)).isEqualTo(nextOrdinary(other));
        }
    }

    @Test
    @Needs({GREETS, MANY_PEERS})
    @Tag("META-04")
    default void connectGoesToTheNewConnectionAlone() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer first = scene.bot();
            expectMeta(first, "connect");
            BotPeer second = scene.bot();

            expectMeta(second, "connect");
            first.expectNoEvent(QUIET);
        }
    }

    @Test
    @Needs(REPORTS)
    @Tag("META-01")
    @Tag("META-02")
    default void startAndStopAreReported() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();
            expectMeta(bot, "enable");

            scene.account().stop();

            expectMeta(bot, "disable");
        }
    }

    @Test
    @Needs(QUICK_OPERATIONS)
    @Tag("POST-09")
    default void theAnswerToAReportIsCarriedOut() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.bot().answerNext("{\"reply\":\"well\"}");
            scene.host().raise(Events.privateMessage("how are you"));

            assertThat(scene.host()
                            .awaitCall("send_private_msg")
                            .params()
                            .json()
                            .integer("user_id"))
                    .hasValue(Events.USER);
        }
    }

    @Test
    @Needs(EVENTS)
    @Tag("META-07")
    default void thereIsNoHeartbeatUnlessItIsAskedFor() {
        try (Scene scene = new Scene(fixture()).set("heartbeat_interval", "100").start()) {
            BotPeer bot = scene.bot();
            bot.nextEvent(BotPeer.PATIENCE); // the greeting

            bot.expectNoEvent(QUIET);
        }
    }

    @Test
    @Needs(EVENTS)
    @Tag("META-08")
    default void heartbeatsCarryTheirIntervalAndTheStatus() {
        try (Scene scene = new Scene(fixture())
                .set("enable_heartbeat", "yes")
                .set("heartbeat_interval", "300")
                .start()) {
            BotPeer bot = scene.bot();
            bot.nextEvent(BotPeer.PATIENCE); // the greeting, or a beat that was quicker

            for (int i = 0; i < 2; i++) {
                Map<String, ?> beat = PlainJson.object(bot.nextEvent(BotPeer.PATIENCE));
                assertThat(beat.get("meta_event_type")).isEqualTo("heartbeat");
                assertThat(beat.get("interval")).isEqualTo(PlainJson.parse("300"));
                assertThat(String.valueOf(beat.get("status"))).contains("online=true", "good=");
            }
        }
    }

    @Test
    @Needs(EVENTS)
    @Tag("EV-06")
    default void theMessageHasTheConfiguredFormat() {
        String text = "a[CQ:face,id=1]";
        try (Scene scene =
                new Scene(fixture()).set("post_message_format", "array").start()) {
            BotPeer bot = listening(scene);
            scene.host().raise(Events.privateMessage(text));

            Map<String, ?> event = nextOrdinary(bot);

            assertThat(event.get("raw_message")).isEqualTo(text);
            assertThat(event.get("message"))
                    .isEqualTo(PlainJson.parse("[{\"type\":\"text\",\"data\":{\"text\":\"a\"}},"
                            + "{\"type\":\"face\",\"data\":{\"id\":\"1\"}}]"));
        }
    }

    @Test
    @Needs(EVENTS)
    @Tag("FLT-02")
    default void theFilterHoldsHereToo() {
        try (Scene scene = new Scene(fixture())) {
            Path filter = scene.setup().home().resolve("filter.json");
            write(filter, "{\"post_type\":\"message\",\"raw_message\":{\".contains\":\"yes\"}}");
            scene.set("event_filter", filter.toString()).start();
            BotPeer bot = scene.bot();
            if (capabilities().contains(ACTIONS)) {
                bot.call("get_login_info", "{}"); // the greeting is filtered, so this says that the connection is up
            }
            scene.host().raise(Events.privateMessage("no"));
            scene.host().raise(Events.notice());
            scene.host().raise(Events.privateMessage("yes"));

            assertThat(PlainJson.object(bot.nextEvent(BotPeer.PATIENCE)).get("raw_message"))
                    .as("the first event of all, lifecycle events included")
                    .isEqualTo("yes");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
