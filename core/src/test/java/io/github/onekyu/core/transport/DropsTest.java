package io.github.onekyu.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.observe.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class DropsTest {
    private final AtomicLong now = new AtomicLong(1);
    private final List<String> told = new ArrayList<>();
    private final java.util.ArrayDeque<SubstituteLoggingEvent> lines = new java.util.ArrayDeque<>();
    private final Drops drops = new Drops(
            "ws",
            TransportMetrics.NONE,
            new Told(),
            new SubstituteLogger("a test", lines, false),
            "OKY-0000",
            "it is slow",
            now::get);

    private final class Told implements EndpointReport {
        @Override
        public void target(String address) {}

        @Override
        public Connection opened(String peer, String role, Traffic traffic) {
            return reason -> {};
        }

        @Override
        public void problem(String code, String message) {
            told.add(code + " " + message);
        }

        @Override
        public void cleared() {
            told.add("cleared");
        }

        @Override
        public void reported(EncodedEvent event, String target, OptionalInt status, Duration took, String problem) {}
    }

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    @Tag("EP-20")
    void aBurstIsToldOnceAndItsEndToo() {
        for (int i = 0; i < 100; i++) {
            drops.dropped(2);
        }
        drops.over();
        drops.over();

        assertThat(drops.total()).isEqualTo(200);
        assertThat(told).containsExactly("OKY-0000 it is slow", "cleared");
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast().getArgumentArray()).containsExactly("ws", 200L);
    }

    @Test
    @Tag("EP-20")
    void burstsCloseToOneAnotherAreOneInTheLog() {
        for (int i = 0; i < 50; i++) {
            drops.dropped(1);
            drops.over();
            pass(5);
        }
        assertThat(lines).hasSize(2);
        pass(60);
        drops.dropped(1);
        assertThat(lines).hasSize(3);
        assertThat(drops.total()).isEqualTo(51);
    }

    @Test
    @Tag("EP-20")
    void aLongBurstStaysAProblemAndIsOneLine() {
        for (int i = 0; i < 60; i++) {
            drops.dropped(1);
            pass(1);
        }
        assertThat(told).hasSize(6).containsOnly("OKY-0000 it is slow");
        assertThat(lines).hasSize(1);
    }
}
