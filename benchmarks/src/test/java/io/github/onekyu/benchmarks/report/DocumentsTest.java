package io.github.onekyu.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class DocumentsTest {
    private static final Curve CURVE = new Curve(
            "connections",
            "push",
            "Title & \"more\" <here>",
            "connections",
            "ms",
            List.of(
                    new Curve.Line("product", List.of(new Curve.Point(1, 0.5), new Curve.Point(100, 50))),
                    new Curve.Line("bare", List.of(new Curve.Point(1, 0.4), new Curve.Point(100, 0.4)))));
    private static final Findings FINDINGS = new Findings(
            "2026-01-02",
            "17.0.15",
            "2 processors",
            5,
            List.of(new Figure(
                    "row", "calls", "calls/s", List.of(50_000.0), "bare", List.of(100_000.0), Goal.atLeast(0.7, 0.9))),
            List.of(CURVE));

    @TempDir
    private Path folder;

    @Test
    void thePageKeepsWhatIsNotBetweenTheMarkers() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "before\n<!-- measured on 17: begin -->\nold\n<!-- measured on 17: end -->\nafter\n");

        Documents.page(FINDINGS, page);
        Documents.page(FINDINGS, page);

        assertThat(page)
                .content()
                .startsWith("before\n<!-- measured on 17: begin -->\n")
                .endsWith("<!-- measured on 17: end -->\nafter\n")
                .doesNotContain("old")
                .containsOnlyOnce("| calls | 50,000 calls/s | bare | 100,000 | 0.50 | ≥ 0.70 | ≥ 0.90 | **missed** |")
                .contains("product 1.00, bare 0.00");
    }

    @Test
    void aPageWithoutMarkersIsRefused() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "nothing\n");

        assertThatThrownBy(() -> Documents.page(FINDINGS, page)).hasMessageContaining("measured on 17");
    }

    @Test
    void aPlotIsWellFormedAndHasALineForEachVariant() throws Exception {
        Documents.plots(FINDINGS, folder);

        String svg = Files.readString(folder.resolve("perf-push-jdk17.svg"));
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(4);
    }

    @Test
    void resultsAreNamedByDayAndJava() {
        assertThat(Documents.results(FINDINGS, folder))
                .hasFileName("2026-01-02-jdk17.json")
                .content()
                .contains("\"atLeast\": true", "50000.0");
    }
}
