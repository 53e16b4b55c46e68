package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.transport.Activation;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.PlainJson;
import io.github.onekyu.testkit.RawWebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What event and universal connections get, and when (communication.md §5.3, §8, §9). */
class EventsTest {
    private static String text(RawWebSocket bot) {
        return String.valueOf(Bots.next(bot).get("raw_message"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/event", "/event/", "/"})
    @Tag("WS-31")
    @Tag("META-04")
    @Tag("META-05")
    @Tag("META-06")
    void theFirstFrameIsConnect(String path) {
        try (OneBotFixture account = Bots.account().start()) {
            Map<String, Object> first = Bots.next(Bots.open(account, path));

            assertThat(first)
                    .containsOnlyKeys("time", "self_id", "post_type", "meta_event_type", "sub_type")
                    .containsEntry("post_type", "meta_event")
                    .containsEntry("meta_event_type", "lifecycle")
                    .containsEntry("sub_type", "connect")
                    .containsEntry("self_id", PlainJson.parse("10001000"));
        }
    }

    @Test
    @Tag("WS-19")
    @Tag("META-04")
    void apiConnectionsGetNoEventAtAll() {
        try (OneBotFixture account = Bots.account()
                .set("enable_heartbeat", "yes")
                .set("heartbeat_interval", "50")
                .start()) {
            RawWebSocket api = Bots.open(account, "/api");
            RawWebSocket listener = Bots.open(account, "/event");
            account.backend().raise(Events.privateMessage("hi"));

            assertThat(Bots.next(listener)).containsKey("post_type");
            api.expectNoText(Bots.NEVER);
        }
    }

    @Test
    @Tag("META-04")
    void connectGoesToTheNewConnectionAlone() {
        try (OneBotFixture account = Bots.account().start()) {
            RawWebSocket first = Bots.listen(account, "/event");
            RawWebSocket second = Bots.listen(account, "/");

            first.expectNoText(Bots.NEVER);
            second.expectNoText(Duration.ofMillis(1));
        }
    }

    @Test
    @Tag("FLT-02")
    @Tag("WS-31")
    void aFilteredConnectIsNotSentAndTheNextEventComesFirst() throws Exception {
        OneBotFixture.Setup setup = Bots.account().set("event_filter", "filter.json");
        java.nio.file.Files.writeString(setup.home().resolve("filter.json"), "{\"post_type\":\"message\"}");
        try (OneBotFixture account = setup.start()) {
            RawWebSocket bot = Bots.open(account, "/");

            account.backend().raise(Events.privateMessage("hi"));

            assertThat(text(bot)).isEqualTo("hi");
        }
    }

    @Test
    @Tag("WS-30")
    void everyConnectionGetsTheSameEvent() {
        try (OneBotFixture account = Bots.account().start()) {
            List<RawWebSocket> bots = new ArrayList<>();
            for (String path : List.of("/event", "/event/", "/", "/")) {
                bots.add(Bots.listen(account, path));
            }

            account.backend().raise(Events.groupMessage("你好/[CQ:face,id=1]"));

            String first = bots.get(0).nextText(Bots.SOON);
            assertThat(PlainJson.object(first))
                    .containsEntry("raw_message", "你好/[CQ:face,id=1]")
                    .doesNotContainKey("echo");
            for (RawWebSocket bot : bots.subList(1, 4)) {
                assertThat(bot.nextText(Bots.SOON)).isEqualTo(first);
            }
        }
    }

    @Test
    @Tag("WS-34")
    void eventsAreNotKeptForLater() {
        try (OneBotFixture account = Bots.account().start()) {
            account.backend()
                    .raise(Events.privateMessage("early"))
                    .toCompletableFuture()
                    .join();

            RawWebSocket bot = Bots.listen(account, "/event");

            bot.expectNoText(Bots.NEVER);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    @Tag("WS-33")
    @Tag("M-11")
    void aThousandEventsComeInTheirOrder(int connections) {
        try (OneBotFixture account = Bots.account().start()) {
            List<RawWebSocket> bots = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                bots.add(Bots.listen(account, i % 2 == 0 ? "/" : "/event"));
            }
            for (int i = 0; i < 1000; i++) {
                account.backend().raise(Events.privateMessage("m" + i));
            }
            for (RawWebSocket bot : bots) {
                for (int i = 0; i < 1000; i++) {
                    assertThat(text(bot)).isEqualTo("m" + i);
                }
            }
        }
    }

    @Test
    @Tag("WS-33")
    void repliesAndEventsOfOneConnectionNeverMix() {
        try (OneBotFixture account = Bots.account().start()) {
            RawWebSocket bot = Bots.listen(account, "/");
            String filler = "f".repeat(3000);
            for (int i = 0; i < 300; i++) {
                account.backend().raise(Events.privateMessage(i + filler));
                bot.sendText("{\"action\":\"nope\",\"echo\":\"" + i + filler + "\"}");
            }
            int events = 0;
            int replies = 0;
            while (events + replies < 600) {
                Map<String, Object> frame = Bots.next(bot);
                if (frame.containsKey("post_type")) {
                    assertThat(frame).containsEntry("raw_message", events++ + filler);
                } else {
                    assertThat(frame).containsEntry("echo", replies++ + filler);
                }
            }
            assertThat(events).isEqualTo(300);
        }
    }

    @Test
    @Tag("WS-31")
    @Tag("WS-33")
    void aConnectionMadeInAStreamOfEventsHearsConnectFirstAndThenMissesNone() {
        try (OneBotFixture account = Bots.account().start()) {
            AtomicBoolean going = new AtomicBoolean(true);
            AtomicInteger raised = new AtomicInteger();
            Thread source = new Thread(() -> {
                while (going.get()) {
                    account.backend()
                            .raise(Events.privateMessage(Integer.toString(raised.incrementAndGet())))
                            .toCompletableFuture()
                            .join();
                }
            });
            source.start();
            try {
                for (int round = 0; round < 30; round++) {
                    RawWebSocket bot = Bots.open(account, round % 2 == 0 ? "/" : "/event");
                    int known = raised.get(); // events after this one were raised while we were connected
                    assertThat(Bots.next(bot)).containsEntry("sub_type", "connect");
                    int number = Integer.parseInt(text(bot));
                    assertThat(number).isLessThanOrEqualTo(known + 1);
                    for (int i = 1; i < 50; i++) {
                        assertThat(text(bot)).isEqualTo(Integer.toString(number + i));
                    }
                    bot.close();
                }
            } finally {
                going.set(false);
            }
        }
    }

    @Test
    @Tag("ORD-03")
    void withoutReportsAnEventComesAtOnce() {
        try (OneBotFixture account = Bots.account().start()) {
            RawWebSocket bot = Bots.listen(account, "/");
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) { // the machine may be busy with something else once
                long before = System.nanoTime();
                account.backend().raise(Events.privateMessage("hi"));
                best = Math.min(best, bot.nextTextFrame(Bots.SOON).nanoTime() - before);
            }
            assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(200));
        }
    }

    @Test
    @Tag("ORD-02")
    void anEventWaitsForItsReportAndOthersPassIt() {
        CompletableFuture<Void> report = new CompletableFuture<>();
        Neighbour reports = new Neighbour(
                "reports",
                DeliveryPhase.REPORT,
                event -> event.json().string("raw_message", "").equals("first")
                        ? report
                        : CompletableFuture.completedFuture(null));
        try (OneBotFixture account =
                OneBotFixture.with(new WsTransportProvider(), reports).start()) {
            RawWebSocket bot = Bots.listen(account, "/");

            account.backend().raise(Events.privateMessage("first"));
            account.backend().raise(Events.privateMessage("second"));

            assertThat(text(bot)).isEqualTo("second");
            bot.expectNoText(Bots.NEVER);
            report.complete(null);
            assertThat(text(bot)).isEqualTo("first");
        }
    }

    @Test
    @Tag("ORD-02")
    void anEventHasLeftBeforeReverseConnectionsGetIt() {
        List<RawWebSocket> bots = new ArrayList<>();
        CompletableFuture<List<String>> seen = new CompletableFuture<>();
        // Named to be started, and so served, after ws. It holds the delivery thread while it looks what has arrived.
        Neighbour reverse = new Neighbour("ws_later", DeliveryPhase.BROADCAST, event -> {
            try {
                seen.complete(bots.stream()
                        .map(bot -> bot.nextText(Duration.ofSeconds(2)))
                        .toList());
            } catch (AssertionError nothingThere) {
                seen.completeExceptionally(nothingThere);
            }
            return CompletableFuture.completedFuture(null);
        });
        try (OneBotFixture account =
                OneBotFixture.with(new WsTransportProvider(), reverse).start()) {
            for (int i = 0; i < 4; i++) {
                bots.add(Bots.listen(account, i % 2 == 0 ? "/event" : "/"));
            }
            Gate gate = new Gate();
            try {
                holdAllIoThreads(account, gate); // so that nobody else can write in the meantime
                account.backend().raise(Events.privateMessage("hi"));

                assertThat(seen).succeedsWithin(10, TimeUnit.SECONDS);
                assertThat(seen.join()).hasSize(4).allMatch(frame -> frame.contains("\"hi\""));
            } finally {
                gate.open();
            }
        }
    }

    private static void holdAllIoThreads(OneBotFixture account, Gate gate) {
        Set<Thread> held = ConcurrentHashMap.newKeySet();
        account.backend().answering("get_group_list", call -> {
            held.add(Thread.currentThread());
            gate.await();
            return CompletableFuture.completedFuture(JsonArray.EMPTY);
        });
        List<RawWebSocket> callers = new ArrayList<>();
        for (int i = 0; i < 40; i++) { // the threads share them out
            callers.add(Bots.open(account, "/api"));
        }
        callers.forEach(caller -> caller.sendText("{\"action\":\"get_group_list\"}"));
        await().until(() -> held.size() == Runtime.getRuntime().availableProcessors());
    }

    @Test
    @Tag("ORD-04")
    void aFailingNeighbourDoesNotKeepEventsBack() {
        Neighbour broken = new Neighbour("a_broken", DeliveryPhase.BROADCAST, event -> {
            throw new IllegalStateException("the test wants a failure");
        });
        try (OneBotFixture account =
                OneBotFixture.with(new WsTransportProvider(), broken).start()) {
            RawWebSocket bot = Bots.listen(account, "/");

            account.backend().raise(Events.privateMessage("hi"));

            assertThat(text(bot)).isEqualTo("hi");
        }
    }

    @Test
    @Tag("META-01")
    @Tag("META-02")
    void enableAndDisableAreNotSentHere() {
        try (OneBotFixture account = Bots.account().start()) {
            RawWebSocket bot = Bots.listen(account, "/");

            account.stop();

            assertThat(bot.nextFrame(Bots.SOON).isClose()).isTrue();
        }
    }

    /** Another transport of the account. */
    private record Neighbour(String name, DeliveryPhase phase, Function<EncodedEvent, CompletionStage<?>> receiver)
            implements TransportProvider {
        @Override
        public Activation activation(io.github.onekyu.core.config.ConfigView config) {
            return new Activation(true, "for the test");
        }

        @Override
        public Transport create(TransportContext context) {
            return new Transport() {
                @Override
                public void start() {
                    context.events().subscribe(phase, receiver::apply);
                }

                @Override
                public void stop(Duration grace) {}

                @Override
                public Health health() {
                    return Health.GOOD;
                }
            };
        }
    }
}
