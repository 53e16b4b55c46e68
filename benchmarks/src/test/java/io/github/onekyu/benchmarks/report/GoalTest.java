package io.github.onekyu.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTest {
    @Test
    void aRatioIsThatOfTheMedians() {
        Figure figure = new Figure(
                "row",
                "work",
                "calls/s",
                List.of(90.0, 70.0, 1.0),
                "bare",
                List.of(100.0, 1000.0, 10.0),
                Goal.atLeast(0.65, 0.9));

        assertThat(figure.value()).isEqualTo(0.7);
        assertThat(figure.verdict()).isEqualTo(Goal.Verdict.MUST);
    }

    @Test
    void aBoundReachedExactlyIsReached() {
        assertThat(Goal.atLeast(0.7, 0.9).verdict(0.7)).isEqualTo(Goal.Verdict.MUST);
        assertThat(Goal.atMost(1.8, 1.4).verdict(1.4)).isEqualTo(Goal.Verdict.AIM);
        assertThat(Goal.atMost(1.8, 1.4).verdict(1.81)).isEqualTo(Goal.Verdict.MISSED);
        assertThat(Goal.atLeast(0.7, 0.9).verdict(0.69)).isEqualTo(Goal.Verdict.MISSED);
    }

    @Test
    void oneMissedFigureMakesTheRunAMissedOne() {
        Figure good = Figure.own("row", "heap", "kB", List.of(5.0), Goal.atMost(12, 6));
        Figure bad = Figure.own("row", "heap", "kB", List.of(13.0), Goal.atMost(12, 6));

        assertThat(findings(List.of(good)).missed()).isFalse();
        assertThat(findings(List.of(good, bad)).missed()).isTrue();
    }

    private static Findings findings(List<Figure> figures) {
        return new Findings("2026-01-02", "17.0.15", "2 processors", 5, figures, List.of());
    }
}
