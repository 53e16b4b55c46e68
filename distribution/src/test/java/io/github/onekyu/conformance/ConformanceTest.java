package io.github.onekyu.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.conformance.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Here because this module is the last of the build: every other module's tests are known by now. */
class ConformanceTest {
    private final Conformance conformance = Conformance.of(Path.of(""));

    @Test
    void everyObservableRuleHasATest() {
        assertThat(conformance.untested())
                .as("rules without a test: write one and tag it, @Tag(\"<rule>\")")
                .isEmpty();
    }

    @Test
    void everyTagNamesARule() {
        assertThat(conformance.strayTags())
                .as("tags that look like rules but are not listed in docs/rules")
                .isEmpty();
    }

    @Test
    void theTestsOnThePageOfMistakesCarryTheirNumbers() throws IOException {
        Pattern row = Pattern.compile("\\| (M-\\d\\d) \\|.*\\| `(\\w+)#(\\w+)` \\|");
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/mistakes.md"))) {
            Matcher cells = row.matcher(line);
            if (cells.matches()) {
                rows.add(cells.group(1));
                assertThat(conformance.testsOf(cells.group(1)))
                        .as(cells.group(1))
                        .anyMatch(test -> test.type().equals(cells.group(2))
                                && test.method().equals(cells.group(3)));
            }
        }
        assertThat(rows).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void theTableIsUpToDate() {
        assertThat(conformance.isUpToDate())
                .as("docs/conformance.md is out of date; in the root of the repository run: " + Conformance.COMMAND)
                .isTrue();
    }
}
