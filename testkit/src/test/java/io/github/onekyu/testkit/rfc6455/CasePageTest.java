package io.github.onekyu.testkit.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CasePageTest {
    @Test
    void thePageInTheRepositoryIsUpToDate() {
        assertThat(CasePage.read(Path.of("")))
                .as("out of date; run " + CasePage.COMMAND)
                .isEqualTo(CasePage.text());
    }

    @Test
    void everyCaseHasAnIdOfItsOwn() {
        assertThat(Rfc6455.cases()).extracting(WireCase::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void thePageGivesBackEveryOutcome(Side side) {
        var outcomes = CasePage.outcomes(CasePage.text(), side);

        assertThat(outcomes.keySet())
                .containsExactlyElementsOf(
                        Rfc6455.cases(side).stream().map(WireCase::id).toList());
        assertThat(Rfc6455.cases(side))
                .allSatisfy(one -> assertThat(outcomes).containsEntry(one.id(), one.outcome(side)));
    }
}
