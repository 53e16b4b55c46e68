package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RedialTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger dials = new AtomicInteger();
    /** The bounds between which each wait was drawn, in milliseconds. */
    private final List<List<Long>> drawn = new ArrayList<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** Draws nothing but remembers; the next dial comes at once. */
    private Redial redial(Timing timing) {
        return new Redial(timer, timing, dials::incrementAndGet, (from, to) -> {
            drawn.add(List.of(from, to));
            return 0;
        });
    }

    private void awaitDials(int count) {
        await().atMost(Duration.ofSeconds(5)).until(() -> dials.get() == count);
    }

    private static Timing steadyAfter(Duration steady) {
        Timing s = Timing.STANDARD;
        return new Timing(
                s.firstRedial(),
                s.lastRedial(),
                s.leastRedial(),
                steady,
                s.refusedRedial(),
                s.handshake(),
                s.quiet(),
                s.dead(),
                s.impatient(),
                s.distrust(),
                s.probe(),
                s.login());
    }

    @Test
    @Tag("LNK-10")
    void waitsAreARandomPartOfASecondAndTwiceAsMuchEachTimeUpToAMinute() {
        Redial redial = redial(Timing.STANDARD);
        redial.begin();
        for (int i = 1; i <= 8; i++) {
            awaitDials(i);
            redial.failed(false);
        }
        awaitDials(9);
        assertThat(drawn)
                .containsExactly(
                        List.of(100L, 1001L),
                        List.of(100L, 2001L),
                        List.of(100L, 4001L),
                        List.of(100L, 8001L),
                        List.of(100L, 16001L),
                        List.of(100L, 32001L),
                        List.of(100L, 60001L),
                        List.of(100L, 60001L));
    }

    @Test
    @Tag("LNK-10")
    void aLinkThatHeldBeginsAnewAndOneThatDidNotGoesOn() {
        Redial held = redial(steadyAfter(Duration.ZERO));
        held.begin();
        awaitDials(1);
        held.failed(false);
        awaitDials(2);
        held.failed(false);
        awaitDials(3);
        held.opened();
        held.failed(false);
        awaitDials(4);
        assertThat(drawn).containsExactly(List.of(100L, 1001L), List.of(100L, 2001L), List.of(100L, 1001L));

        drawn.clear();
        Redial flapping = redial(Timing.STANDARD);
        flapping.begin();
        for (int i = 5; i <= 7; i++) {
            awaitDials(i);
            flapping.opened();
            flapping.failed(false);
        }
        awaitDials(8);
        assertThat(drawn).containsExactly(List.of(100L, 1001L), List.of(100L, 2001L), List.of(100L, 4001L));
    }

    @Test
    @Tag("LNK-10")
    void onlyOneDialIsUnderWay() throws Exception {
        Redial redial = redial(Timing.STANDARD);
        redial.begin();
        awaitDials(1);
        redial.begin();
        redial.begin();
        timer.submit(() -> {}).get();
        assertThat(dials).hasValue(1);
        redial.opened();
        redial.begin(); // and none while there is a link
        timer.submit(() -> {}).get();
        assertThat(dials).hasValue(1);
    }

    @Test
    void afterTheStopNothingIsDialled() throws Exception {
        Redial redial = redial(Timing.STANDARD);
        redial.begin();
        awaitDials(1);
        redial.stop();
        redial.failed(false);
        timer.submit(() -> {}).get();
        assertThat(dials).hasValue(1);
    }

    @Test
    @Tag("LNK-13")
    void refusedCredentialsWaitAMinuteWithoutChance() throws Exception {
        Redial redial = redial(Timing.STANDARD);
        redial.begin();
        awaitDials(1);
        redial.failed(true);
        timer.submit(() -> {}).get();
        assertThat(drawn).isEmpty();
        assertThat(dials).hasValue(1);
        assertThat(Timing.STANDARD.refusedRedial()).isEqualTo(Duration.ofMinutes(1));
    }
}
