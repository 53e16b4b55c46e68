package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    @Test
    void theLargestBodyAlwaysFitsAndWhatIsGivenBackCanBeTakenAgain() {
        long largest = 1L << 40;
        BodyBudget budget = new BodyBudget(largest);

        assertThat(budget.take(largest)).isTrue();
        assertThat(budget.take(largest)).isTrue();
        assertThat(budget.take(1)).isFalse();
        budget.give(largest);
        assertThat(budget.take(largest)).isTrue();
        assertThat(budget.take(1)).isFalse();
    }
}
