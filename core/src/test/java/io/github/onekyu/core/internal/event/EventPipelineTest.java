package io.github.onekyu.core.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.onekyu.core.ScriptedBackend;
import io.github.onekyu.core.TestBot;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.message.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventPipelineTest {
    private static final String PRIVATE =
            "{\"post_type\":\"message\",\"message_type\":\"private\",\"sub_type\":\"friend\",\"message_id\":1,"
                    + "\"user_id\":7,\"message\":[{\"type\":\"text\",\"data\":{\"text\":\"a[\"}}],"
                    + "\"sender\":{\"user_id\":7,\"nickname\":\"n\"}}";

    private final TestBot bot = new TestBot();
    private final ScriptedBackend host = bot.backend;

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        bot.close();
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text);
    }

    @Test
    @Tag("EV-01")
    @Tag("EV-02")
    @Tag("EV-06")
    void whatTheHostLeftOutIsFilledIn() throws InterruptedException {
        bot.start();

        host.raise(json(PRIVATE));

        JsonObject event = bot.nextBroadcast();
        assertThat(event.integer("self_id")).hasValue(ScriptedBackend.SELF_ID);
        assertThat(event.integer("time").orElse(0))
                .isBetween(Instant.now().getEpochSecond() - 10, Instant.now().getEpochSecond() + 1);
        assertThat(event.string("message")).hasValue("a&#91;");
        assertThat(event.string("raw_message")).hasValue("a&#91;");
        assertThat(event.integer("font")).hasValue(0);
    }

    @Test
    @Tag("EV-02")
    @Tag("EV-07")
    void theHostsTimeStaysAndInternalFieldsGo() throws InterruptedException {
        bot.start();

        host.raise(json("{\"post_type\":\"notice\",\"notice_type\":\"x\",\"time\":5,\"self_id\":1,\"_a\":1,"
                + "\"echo\":1,\"extra\":{\"n\":12345678901234567890}}"));

        assertThat(bot.nextBroadcast())
                .isEqualTo(json("{\"time\":5,\"self_id\":10001000,\"post_type\":\"notice\",\"notice_type\":\"x\","
                        + "\"extra\":{\"n\":12345678901234567890}}"));
    }

    @Test
    @Tag("EV-05")
    void aMissingSenderIsLookedUpAndAFailedLookUpIsSilent() throws InterruptedException {
        host.answer("get_stranger_info", json("{\"user_id\":7,\"nickname\":\"Al\",\"sex\":\"male\",\"age\":3}"));
        host.answering(
                "get_group_member_info",
                call -> CompletableFuture.failedFuture(
                        new io.github.onekyu.core.error.BackendException(102, "no such member")));
        bot.start();

        host.raise(json(PRIVATE).without("sender"));
        host.raise(json(PRIVATE).without("sender").with("group_id", Json.parse("9")));

        assertThat(bot.nextBroadcast().get("sender"))
                .isEqualTo(json("{\"user_id\":7,\"nickname\":\"Al\",\"sex\":\"male\",\"age\":3}"));
        assertThat(bot.nextBroadcast().get("sender")).isEqualTo(json("{\"user_id\":7}"));
    }

    @Test
    @Tag("EV-05")
    @Tag("WS-33")
    void aHostThatNeverAnswersTheLookUpHoldsNoEventForEverAndKeepsTheOrder() throws InterruptedException {
        host.answering("get_stranger_info", call -> new CompletableFuture<>());
        bot.start();

        host.raise(json(PRIVATE).without("sender"));
        host.raise(json("{\"post_type\":\"notice\",\"notice_type\":\"second\"}"));

        assertThat(bot.nextBroadcast().string("post_type")).hasValue("message");
        assertThat(bot.nextBroadcast().string("notice_type")).hasValue("second");
    }

    @Test
    @Tag("ENH-11")
    void anImageWithoutAnAddressGetsTheHostsInTheMessageAlone() throws InterruptedException {
        host.answer("get_image", json("{\"file\":\"/d/image/1.png\",\"url\":\"http://h/1.png\"}"));
        bot.set("post_message_format", "array").start();

        host.raise(json(PRIVATE)
                .with("message", new JsonString("a[CQ:image,file=1.png][CQ:image,file=2.png,url=http://o/2.png]")));

        JsonObject event = bot.nextBroadcast();
        assertThat(event.get("message"))
                .isEqualTo(Json.parse("[{\"type\":\"text\",\"data\":{\"text\":\"a\"}},"
                        + "{\"type\":\"image\",\"data\":{\"file\":\"1.png\",\"url\":\"http://h/1.png\"}},"
                        + "{\"type\":\"image\",\"data\":{\"file\":\"2.png\",\"url\":\"http://o/2.png\"}}]"));
        assertThat(event.string("raw_message"))
                .hasValue("a[CQ:image,file=1.png][CQ:image,file=2.png,url=http://o/2.png]");
        assertThat(host.calls("get_image"))
                .singleElement()
                .satisfies(call -> assertThat(call.params().text("file")).hasValue("1.png"));
    }

    @Test
    @Tag("ENH-11")
    void anImageWhoseAddressTheHostDoesNotTellStaysAsItIs() throws InterruptedException {
        host.answering(
                "get_image",
                call -> call.params().text("file", "").equals("1.png")
                        ? CompletableFuture.failedFuture(
                                new io.github.onekyu.core.error.BackendException(102, "no such file"))
                        : new CompletableFuture<>());
        bot.start();

        host.raise(json(PRIVATE).with("message", new JsonString("[CQ:image,file=1.png][CQ:image,file=2.png]")));

        assertThat(bot.nextBroadcast().string("message")).hasValue("[CQ:image,file=1.png][CQ:image,file=2.png]");
    }

    @Test
    @Tag("E-message.group")
    void aGroupMessageAlwaysHasAnonymous() throws InterruptedException {
        bot.start();

        host.raise(json(PRIVATE).with("message_type", new JsonString("group")));

        assertThat(bot.nextBroadcast().get("anonymous")).isEqualTo(JsonNull.NULL);
    }

    @Test
    @Tag("ENH-12")
    void emojiSegmentsBecomeCharactersUnlessTurnedOff() throws InterruptedException {
        bot.start();

        host.raise(json(PRIVATE).with("message", new JsonString("[CQ:emoji,id=128512]!")));

        JsonObject event = bot.nextBroadcast();
        assertThat(event.string("message")).hasValue("😀!");
        assertThat(event.string("raw_message")).hasValue("😀!");
    }

    @Test
    @Tag("EV-06")
    @Tag("WS-30")
    void anEventIsEncodedOncePerFormatAndSharedByAllReceivers() throws InterruptedException {
        bot.set("post_message_format", "array").start();

        host.raise(json(PRIVATE));

        EncodedEvent event = bot.broadcasts.poll(5, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        assertThat(event.bytes()).isSameAs(event.bytes(MessageFormat.ARRAY));
        assertThat(event.bytes(MessageFormat.STRING)).isSameAs(event.bytes(MessageFormat.STRING));
        assertThat(json(new String(event.bytes(), StandardCharsets.UTF_8)).get("message"))
                .isInstanceOf(JsonArray.class);
    }

    @Test
    @Tag("ORD-02")
    @Tag("POST-11")
    void anEventWaitsForItsReportsButTheNextPassesIt() throws InterruptedException {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        List<String> reported = new CopyOnWriteArrayList<>();
        bot.start();
        bot.context().events().subscribe(DeliveryPhase.REPORT, event -> {
            event.json().string("notice_type").ifPresent(reported::add);
            return event.json().string("notice_type", "").equals("first")
                    ? slow
                    : CompletableFuture.completedFuture(null);
        });

        host.raise(json("{\"post_type\":\"notice\",\"notice_type\":\"first\"}"));
        host.raise(json("{\"post_type\":\"notice\",\"notice_type\":\"second\"}"));

        assertThat(bot.nextBroadcast().string("notice_type")).hasValue("second");
        assertThat(bot.broadcasts).isEmpty();
        assertThat(reported).containsExactly("first", "second");
        slow.complete(null);
        assertThat(bot.nextBroadcast().string("notice_type")).hasValue("first");
    }

    @Test
    @Tag("ORD-04")
    void aFailingReceiverTouchesNobodyElse() throws InterruptedException {
        bot.start();
        bot.context().events().subscribe(DeliveryPhase.REPORT, event -> {
            throw new IllegalStateException("broken transport");
        });
        bot.context()
                .events()
                .subscribe(
                        DeliveryPhase.REPORT, event -> CompletableFuture.failedFuture(new IllegalStateException("x")));

        host.raise(json(PRIVATE));

        assertThat(bot.nextBroadcast().string("post_type")).hasValue("message");
    }

    @Test
    @Tag("ORD-01")
    @Tag("FLT-03")
    @Tag("FLT-04")
    void theFilterSeesSegmentsAndOneDroppedEventGoesNowhere() throws Exception {
        Files.writeString(home.resolve("f.json"), "{\"message\":{\".contains\":\"a\"}}");
        bot.home(home).set("event_filter", "f.json").start();
        List<Long> reports = new CopyOnWriteArrayList<>();
        bot.context().events().subscribe(DeliveryPhase.REPORT, event -> {
            reports.add(event.id());
            return CompletableFuture.completedFuture(null);
        });

        host.raise(json(PRIVATE)).toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(bot.broadcasts).isEmpty();
        assertThat(reports).isEmpty();
        assertThat(bot.context().events().connectEvent()).isEmpty();
        assertThat(bot.retcode("get_login_info", "{}")).isZero();
    }

    @Test
    @Tag("FLT-02")
    void metaEventsBypassTheFilterOnlyWhereTheKeySaysSo() throws Exception {
        Files.writeString(home.resolve("f.json"), "{\"post_type\":\"message\"}");
        bot.home(home)
                .set("event_filter", "f.json")
                .set("event_filter_exempt_meta", "yes")
                .start();

        assertThat(bot.context().events().connectEvent()).isPresent();
        host.raise(json(PRIVATE));
        assertThat(bot.nextBroadcast().string("post_type")).hasValue("message");
    }

    @Test
    @Tag("FLT-05")
    void aBrokenFilterBlocksEverythingAndTheRestWorks() throws Exception {
        Files.writeString(home.resolve("f.json"), "{\".foo\":1}");
        bot.home(home).set("event_filter", "f.json").start();

        host.raise(json(PRIVATE)).toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(bot.broadcasts).isEmpty();
        assertThat(bot.context().events().connectEvent()).isEmpty();
        assertThat(bot.retcode("get_status", "{}")).isZero();
    }

    @Test
    @Tag("META-04")
    @Tag("META-05")
    @Tag("META-06")
    void connectHasExactlyItsFields() {
        bot.start();

        JsonObject connect = bot.context().events().connectEvent().orElseThrow().json();

        assertThat(connect.without("time"))
                .isEqualTo(json("{\"self_id\":10001000,\"post_type\":\"meta_event\",\"meta_event_type\":\"lifecycle\","
                        + "\"sub_type\":\"connect\"}"));
        assertThat(connect.integer("time")).isPresent();
    }

    @Test
    @Tag("META-01")
    @Tag("META-02")
    void enableAndDisableGoToReportsOnly() {
        List<String> reports = new CopyOnWriteArrayList<>();
        bot.with(new ReportingProvider(reports, CompletableFuture.completedFuture(null)))
                .set("use_reporting", "yes")
                .start();

        await().until(() -> reports.equals(List.of("enable")));
        bot.close();

        assertThat(reports).containsExactly("enable", "disable");
        assertThat(bot.broadcasts).isEmpty();
    }

    @Test
    @Tag("META-03")
    void aStopDoesNotWaitForARestartThatWaitsForAReport() {
        List<String> reports = new CopyOnWriteArrayList<>();
        bot.with(new ReportingProvider(reports, new CompletableFuture<>()))
                .set("use_reporting", "yes")
                .start();
        assertThat(bot.retcode("set_restart", "{}")).isEqualTo(1);
        await().until(() -> reports.contains("disable"));

        assertTimeoutPreemptively(Duration.ofSeconds(4), bot::close); // its limit alone is 5 s

        assertThat(reports).containsExactly("enable", "disable");
        assertThat(bot.bot().ready()).isFalse();
    }

    @Test
    @Tag("META-08")
    @Tag("META-09")
    @Tag("E-heartbeat")
    void theHeartBeatsAtOnceAndThenAtItsInterval() throws InterruptedException {
        long begin = System.nanoTime(); // before the first beat, so that a slow start only adds to it
        bot.set("enable_heartbeat", "yes").set("heartbeat_interval", "100").start();

        JsonObject beat = bot.nextBroadcast();
        bot.nextBroadcast();
        bot.nextBroadcast();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(beat.integer("interval")).hasValue(100);
        assertThat(beat.object("status").orElseThrow().isTrue("online")).isTrue();
        assertThat(beat.members().keySet())
                .containsExactlyInAnyOrder("time", "self_id", "post_type", "meta_event_type", "status", "interval");
    }

    @Test
    void anEventThatComesAfterTheStopIsAnsweredToo() throws Exception {
        bot.start();
        bot.close();

        assertThat(host.raise(json(PRIVATE)).toCompletableFuture().get(5, TimeUnit.SECONDS))
                .isPositive();
    }

    @Test
    @Tag("POST-10")
    void blockIsToldToTheHost() {
        bot.start();

        bot.context()
                .quickOperations()
                .execute(json(PRIVATE), json("{\"block\":true}"), Caller.of("post", "test"))
                .toCompletableFuture()
                .join();

        assertThat(host.blocked).hasSize(1);
    }

    private record ReportingProvider(List<String> reports, CompletableFuture<Void> answer)
            implements io.github.onekyu.core.transport.TransportProvider {
        @Override
        public String name() {
            return "reporting";
        }

        @Override
        public io.github.onekyu.core.transport.Transport create(
                io.github.onekyu.core.transport.TransportContext context) {
            context.events().subscribe(DeliveryPhase.REPORT, event -> {
                reports.add(event.json().string("sub_type", ""));
                return answer;
            });
            return new io.github.onekyu.core.transport.Transport() {
                @Override
                public void start() {}

                @Override
                public void stop(java.time.Duration grace) {}

                @Override
                public io.github.onekyu.core.transport.Health health() {
                    return io.github.onekyu.core.transport.Health.GOOD;
                }
            };
        }
    }
}
