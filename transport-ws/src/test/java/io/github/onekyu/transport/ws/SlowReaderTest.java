package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.WebSocketFrame;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that does not read is closed at its bound and harms nobody (WS-32). */
class SlowReaderTest {
    private static final String BOUND = "300000";
    private static final String LARGE = "x".repeat(50_000);

    private static RawWebSocket lazy(OneBotFixture account, String path) {
        RawWebSocket bot = RawWebSocket.openNarrow(account.port("ws"), path);
        bot.pauseReading();
        return bot;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    @Tag("WS-32")
    @Tag("M-02")
    void othersGetEveryEventInTimeWhileOneDoesNotRead(int good) {
        try (OneBotFixture account =
                Bots.hastyAccount().set("ws_queue_bytes", BOUND).start()) {
            RawWebSocket lazy = lazy(account, "/");
            List<RawWebSocket> bots = new ArrayList<>();
            for (int i = 0; i < good; i++) {
                bots.add(Bots.listen(account, "/event"));
            }
            for (int i = 0; i < 150; i++) {
                long raised = System.nanoTime();
                account.backend().raise(Events.privateMessage(i + LARGE));
                for (RawWebSocket bot : bots) {
                    WebSocketFrame frame = bot.nextTextFrame(Bots.SOON);
                    assertThat(frame.text()).contains("\"" + i + "xxx");
                    assertThat(Duration.ofNanos(frame.nanoTime() - raised)).isLessThan(Duration.ofSeconds(1));
                }
            }
            lazy.resumeReading();
            lazy.nextEnding(Bots.SOON);
        }
    }

    @Test
    @Tag("WS-32")
    void aSlowReaderThatWakesUpInTimeIsToldWhy() {
        TimeLimits patient = new TimeLimits(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(1));
        try (OneBotFixture account = OneBotFixture.with(new WsTransportProvider(patient))
                .set("ws_queue_bytes", BOUND)
                .start()) {
            RawWebSocket lazy = lazy(account, "/event");
            RawWebSocket good = Bots.listen(account, "/");
            for (int i = 0; i < 150; i++) {
                account.backend().raise(Events.privateMessage(i + LARGE));
                good.nextText(Bots.SOON);
            }

            lazy.resumeReading();

            WebSocketFrame ending = lazy.nextEnding(Bots.SOON);
            assertThat(ending.closeCode()).hasValue(1008);
            assertThat(lazy.nextFrame(Bots.SOON).isEnd()).isTrue();
        }
    }

    @Test
    @Tag("WS-32")
    void aPeerThatCallsWithoutReadingRepliesIsClosedToo() {
        try (OneBotFixture account =
                Bots.hastyAccount().set("ws_queue_bytes", BOUND).start()) {
            RawWebSocket lazy = lazy(account, "/api");
            String call = "{\"action\":\"nope\",\"echo\":\"" + LARGE + "\"}";

            boolean cut = false;
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!cut && System.nanoTime() < end) {
                try {
                    lazy.sendText(call);
                } catch (java.io.UncheckedIOException closed) {
                    cut = true;
                }
            }

            assertThat(cut).isTrue();
            assertThat(Bots.ask(Bots.open(account, "/api"), "{\"action\":\"get_login_info\"}"))
                    .contains("\"ok\"");
        }
    }

    @Test
    @Tag("WS-32")
    @Tag("M-02")
    void whatWaitedForASlowReaderIsForgotten() {
        FrameWatch frames = new FrameWatch();
        try (OneBotFixture account = OneBotFixture.with(frames, new WsTransportProvider(Bots.HASTY))
                .set("ws_queue_bytes", BOUND)
                .start()) {
            RawWebSocket lazy = lazy(account, "/event");
            RawWebSocket good = Bots.listen(account, "/event");
            for (int i = 0; i < 150; i++) {
                account.backend().raise(Events.privateMessage(i + LARGE));
                good.nextText(Bots.SOON);
            }

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                System.gc();
                assertThat(frames.alive()).isZero();
            });
            lazy.close();
        }
    }

    @Test
    @Tag("WS-32")
    void oneMessageAloneMayBeLargerThanTheBound() {
        try (OneBotFixture account =
                Bots.account().set("ws_queue_bytes", "1000").start()) {
            RawWebSocket bot = Bots.listen(account, "/");

            account.backend().raise(Events.privateMessage(LARGE));

            assertThat(bot.nextText(Bots.SOON)).contains(LARGE);
        }
    }

    /** A transport that looks at the shared frame of each event, without holding on to it. */
    private static final class FrameWatch implements TransportProvider {
        private final List<WeakReference<byte[]>> frames = new CopyOnWriteArrayList<>();

        long alive() {
            return frames.stream().filter(frame -> frame.get() != null).count();
        }

        @Override
        public String name() {
            return "frame_watch";
        }

        @Override
        public Transport create(TransportContext context) {
            return new Transport() {
                @Override
                public void start() {
                    context.events().subscribe(DeliveryPhase.BROADCAST, event -> {
                        ByteBuffer frame = event.derived(ByteBuffer.class, Frames::text);
                        frames.add(new WeakReference<>(frame.array()));
                        return CompletableFuture.completedFuture(null);
                    });
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
