package io.github.onekyu.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.run.Options;
import io.github.onekyu.benchmarks.run.Session;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every row and every curve once, as short as can be: do they run, and are figures there? No time is judged. */
@Timeout(600)
class SmokeIT {
    @Test
    void everyRowAndEveryCurveGivesFigures() {
        Session session =
                new Session(Options.parse(new String[] {"--smoke", "--root", System.getProperty("onekyu.root")}));

        session.measure();

        assertThat(session.broken()).isEmpty();
        assertThat(session.figures()).allSatisfy(SmokeIT::isSane);
        assertThat(session.curves()).allSatisfy(SmokeIT::isSane);
        assertThat(Stream.concat(
                        session.figures().stream().map(Figure::row),
                        session.curves().stream().map(SmokeIT::owner)))
                .containsAll(Session.names());
        assertThat(session.processes()).as("processes that outlived the run").isZero();
    }

    private static void isSane(Figure figure) {
        assertThat(figure.product()).as(figure.what()).isNotEmpty().allMatch(Double::isFinite);
        assertThat(figure.value()).as(figure.what()).isFinite();
        if (figure.isRatio()) {
            assertThat(figure.product()).as(figure.what()).allMatch(value -> value >= 0);
            assertThat(figure.standIn()).as(figure.against()).allMatch(value -> value >= 0);
        }
    }

    private static void isSane(Curve curve) {
        assertThat(curve.lines())
                .as(curve.title())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.points())
                        .as(line.name())
                        .hasSizeGreaterThan(1)
                        .allMatch(point -> point.x() > 0 && point.y() > 0));
    }

    /** Which curve maker a plot comes from. */
    private static String owner(Curve curve) {
        return curve.maker();
    }
}
