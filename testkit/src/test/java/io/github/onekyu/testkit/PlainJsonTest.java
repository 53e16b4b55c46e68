package io.github.onekyu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
    @Test
    void everyKindOfValueIsRead() {
        assertThat(PlainJson.object(" {\"a\" : [1, -2.50, 1e2, \"x\\n\\u4f60\\\"\", true, false, null, {}, []] } "))
                .containsOnlyKeys("a")
                .containsEntry(
                        "a",
                        Arrays.asList(
                                BigDecimal.ONE,
                                new BigDecimal("-2.5"),
                                new BigDecimal("1E+2"),
                                "x\n你\"",
                                true,
                                false,
                                null,
                                java.util.Map.of(),
                                List.of()));
    }

    @Test
    void equalNumbersAreEqualAndCloseOnesAreNot() {
        assertThat(PlainJson.parse("1.10")).isEqualTo(PlainJson.parse("1.1"));
        assertThat(PlainJson.parse("9007199254740993")).isNotEqualTo(PlainJson.parse("9007199254740992"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "{} x", "{a:1}", "nul", "\"\\x\"", "\"a", "01x", "--"})
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> PlainJson.parse(text)).isInstanceOf(AssertionError.class);
    }
}
