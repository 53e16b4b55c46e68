package io.github.onekyu.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.conformance.Conformance;
import java.nio.file.Path;
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
    void theTableIsUpToDate() {
        assertThat(conformance.isUpToDate())
                .as("docs/conformance.md is out of date; in the root of the repository run: " + Conformance.COMMAND)
                .isTrue();
    }
}
