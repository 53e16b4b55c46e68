package io.github.onekyu.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void quantilesAreWithinTwoPercent() {
        for (int i = 1; i <= 100_000; i++) {
            histogram.add(i * 1000L);
        }

        assertThat(histogram.millis(0.5)).isCloseTo(50, Percentage.withPercentage(2));
        assertThat(histogram.millis(0.99)).isCloseTo(99, Percentage.withPercentage(2));
        assertThat(histogram.maxMillis()).isEqualTo(100);
        assertThat(histogram.count()).isEqualTo(100_000);
    }

    @Test
    void smallAndHugeDurationsHaveTheirPlace() {
        histogram.add(0);
        histogram.add(3);
        histogram.add(Long.MAX_VALUE);

        assertThat(histogram.millis(0.5)).isCloseTo(3e-6, within(1e-9));
        assertThat(histogram.millis(1)).isCloseTo(Long.MAX_VALUE / 1e6, Percentage.withPercentage(2));
    }

    @Test
    void anEmptyOneAnswersZero() {
        assertThat(histogram.millis(0.99)).isZero();
    }

    @Test
    void addingAnotherKeepsBoth() {
        Histogram other = new Histogram();
        histogram.add(1_000_000);
        other.add(9_000_000);

        histogram.add(other);

        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.maxMillis()).isEqualTo(9);
    }
}
