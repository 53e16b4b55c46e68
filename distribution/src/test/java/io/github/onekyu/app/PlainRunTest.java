package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRunTest {
    @Test
    void nothingAtAllIsARun() {
        assertThat(PlainRun.read()).hasValueSatisfying(run -> {
            assertThat(run.home()).isEmpty();
            assertThat(run.settings()).isEmpty();
        });
    }

    @Test
    void homeAndSettingsAreReadInBothSpellings() {
        assertThat(PlainRun.read(
                        "run", "--home=a", "--set", "port=1", "--set=post_url=http://x/?a=b", "--set", "port=2"))
                .hasValueSatisfying(run -> {
                    assertThat(run.home()).contains(Path.of("a"));
                    assertThat(run.settings()).isEqualTo(Map.of("port", "2", "post_url", "http://x/?a=b"));
                });
    }

    @Test
    void spacesAroundAKeyAreDroppedThoseOfAValueStay() {
        assertThat(PlainRun.read("--set", " access_token = x "))
                .hasValueSatisfying(run -> assertThat(run.settings()).isEqualTo(Map.of("access_token", " x ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "walk",
                "run run",
                "--home",
                "--home= run",
                "--home a --home b",
                "--home --set a=b",
                "--home a run",
                "--set novalue",
                "--set =x",
                "--set --home",
                "--sets a=b",
                "run -h"
            })
    void anythingElseIsLeftToTheWholeReader(String line) {
        assertThat(PlainRun.read(line.split(" "))).isEmpty();
    }
}
