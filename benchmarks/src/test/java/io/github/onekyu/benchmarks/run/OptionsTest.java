package io.github.onekyu.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void aWholeRunHasFiveRoundsAndIsWrittenDown() {
        Options options = Options.parse(new String[] {});

        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.publishes()).isTrue();
        assertThat(options.wants("fan-out")).isTrue();
    }

    @Test
    void partOfARunIsNotWrittenDown() {
        Options options = Options.parse(new String[] {"--only", "fan-out,store", "--rounds", "7"});

        assertThat(options.publishes()).isFalse();
        assertThat(options.rounds()).isEqualTo(7);
        assertThat(options.wants("store")).isTrue();
        assertThat(options.wants("memory")).isFalse();
    }

    @Test
    void aMistypedOptionIsNamed() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--round", "3"})).hasMessage("unknown option --round");
        assertThatThrownBy(() -> Options.parse(new String[] {"--jdk"})).hasMessage("--jdk needs a value");
    }
}
