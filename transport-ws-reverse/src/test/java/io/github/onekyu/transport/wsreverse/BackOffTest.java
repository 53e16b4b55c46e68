package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Attempt;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A peer that is there and refuses is dialled more and more rarely; one that is not there as ever. */
class BackOffTest {
    private static final LongBinaryOperator LONGEST = (least, bound) -> bound - 1;
    private static final End REFUSED = End.refused("OKY-1402", "403");
    private static final End ABSENT = End.failed("OKY-1401", "cannot connect");

    private final AtomicLong now = new AtomicLong();

    private BackOff backOff(int interval, int most, LongBinaryOperator random) {
        return new BackOff(Duration.ofMillis(interval), Duration.ofMillis(most), now::get, random);
    }

    private static List<Long> after(BackOff backOff, End... ends) {
        List<Long> waits = new ArrayList<>();
        for (End end : ends) {
            waits.add(backOff.after(end).toMillis());
        }
        return waits;
    }

    @Test
    @Tag("EP-22")
    void refusalsDoubleTheBoundUpToTheMost() {
        assertThat(after(backOff(3000, 60_000, LONGEST), REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED))
                .containsExactly(3000L, 6000L, 12_000L, 24_000L, 48_000L, 60_000L, 60_000L);
        BackOff endless = backOff(3000, 60_000, LONGEST);
        for (int i = 0; i < 100; i++) {
            endless.after(REFUSED);
        }
        assertThat(endless.after(REFUSED)).hasSeconds(60);
    }

    @Test
    @Tag("EP-22")
    void theTimeIsAnyBetweenTheIntervalAndTheBound() {
        List<String> asked = new ArrayList<>();
        BackOff backOff = backOff(100, 1000, (least, bound) -> {
            asked.add(least + " " + bound);
            return 123;
        });

        assertThat(after(backOff, REFUSED, REFUSED, REFUSED)).containsExactly(100L, 123L, 123L);
        assertThat(asked).containsExactly("100 201", "100 401");
    }

    @Test
    @Tag("EP-22")
    void anAbsentPeerIsDialledAtTheIntervalAndForgivenItsRefusals() {
        assertThat(after(backOff(300, 60_000, LONGEST), REFUSED, REFUSED, ABSENT, ABSENT, REFUSED, REFUSED))
                .containsExactly(300L, 600L, 300L, 300L, 300L, 600L);
    }

    @Test
    @Tag("EP-22")
    void toLetInOnlyToThrowOutIsARefusal() {
        BackOff backOff = backOff(300, 60_000, LONGEST);
        End thrownOut = End.byPeer("OKY-1403", 1008, "the peer closed with code 1008");
        List<Long> waits = new ArrayList<>();
        for (int millis : List.of(0, 5, 1999, 2000)) {
            backOff.opened();
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
            waits.addAll(after(backOff, thrownOut));
        }
        assertThat(waits).containsExactly(300L, 600L, 1200L, 300L);

        backOff.opened();
        assertThat(after(backOff, End.failed("OKY-1404", "the peer does not read")))
                .containsExactly(300L);
    }

    @Test
    @Tag("RWS-12")
    @Tag("EP-22")
    void aBoundBelowTheIntervalChangesNothing() {
        assertThat(after(backOff(3000, 0, LONGEST), REFUSED, REFUSED, REFUSED)).containsExactly(3000L, 3000L, 3000L);
    }

    private static List<Long> gaps(List<Attempt> attempts) {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < attempts.size(); i++) {
            gaps.add(TimeUnit.NANOSECONDS.toMillis(
                    attempts.get(i).nanoTime() - attempts.get(i - 1).nanoTime()));
        }
        return gaps;
    }

    @Test
    @Tag("EP-22")
    void anEndpointWithANameBacksOffFromOneThatSays403() {
        try (RawWebSocketServer server = RawWebSocketServer.open();
                OneBotFixture account = OneBotFixture.with(new WsReverseTransportProvider(LONGEST))
                        .set("use_ws_reverse", "no")
                        .set(
                                "endpoints",
                                Json.parse("{\"ws_reverse.koishi\":{\"url\":\"" + server.url("/")
                                        + "\",\"reconnect_interval\":30}}"))
                        .start()) {
            server.refuse(403).refuse(403).refuse(401).refuse(404).refuse(403);

            connected(server);

            List<Long> gaps = gaps(server.attempts());
            assertThat(gaps).hasSize(5);
            assertThat(gaps.get(1)).isGreaterThanOrEqualTo(55);
            assertThat(gaps.get(2)).isGreaterThanOrEqualTo(115);
            assertThat(gaps.get(3)).isGreaterThanOrEqualTo(235);
            assertThat(gaps.get(4)).isGreaterThanOrEqualTo(475);
            await().until(() -> account.bot().endpoints().get(0).problem().isEmpty());
        }
    }

    @Test
    @Tag("EP-22")
    void andFromOneThatLetsInAndClosesAtOnceAndKeepsSayingWhy() {
        try (RawWebSocketServer server = RawWebSocketServer.open();
                OneBotFixture account = OneBotFixture.with(new WsReverseTransportProvider(LONGEST))
                        .set("use_ws_reverse", "yes")
                        .set("ws_reverse_use_universal_client", "yes")
                        .set("ws_reverse_url", server.url("/"))
                        .set("ws_reverse_reconnect_interval", "30")
                        .set("ws_reverse_max_reconnect_interval", "240")
                        .start()) {
            for (int i = 0; i < 5; i++) {
                connected(server).sendClose(1008, "Missing X-Self-ID");
            }
            Connection last = connected(server);

            assertThat(gaps(server.attempts()).subList(1, 5))
                    .satisfies(gaps -> assertThat(gaps.get(0)).isGreaterThanOrEqualTo(55))
                    .satisfies(gaps -> assertThat(gaps.get(3)).isGreaterThanOrEqualTo(235));
            assertThat(account.bot().endpoints().get(0).problem().orElseThrow().message())
                    .contains(
                            "closed with code 1008, \"Missing X-Self-ID\": the bot misses or does not know X-Self-ID");
            last.expectNoText(Reverse.QUIET);
        }
    }
}
