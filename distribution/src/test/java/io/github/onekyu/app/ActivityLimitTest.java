package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

class ActivityLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final ActivityLimit limit = new ActivityLimit(new LoggerContext().getLogger("onekyu.activity"));

    @Test
    void soManyLinesPassInASecondAndTheRestIsCounted() {
        long now = System.nanoTime() + SECOND * 2; // a second begins with its first line

        for (int i = 0; i < ActivityLimit.LINES_PER_SECOND; i++) {
            assertThat(limit.count(now)).as("line %d", i).isZero();
        }
        assertThat(limit.count(now + 1)).isEqualTo(-1);
        assertThat(limit.count(now + SECOND - 1)).isEqualTo(-1);
        assertThat(limit.count(now + SECOND)).as("two were not shown").isEqualTo(2);
        assertThat(limit.count(now + SECOND + 1)).isZero();
    }
}
