package io.github.onekyu.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1.10",
                "1e3",
                "1E+3",
                "-1.5e-7",
                "9007199254740993",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "18446744073709551615",
                "123456789012345678901234567890",
                "1e999999999",
                "0.1000000000000000055511151231257827"
            })
    @Tag("NET-04")
    void numbersComeOutAsTheyWentIn(String text) {
        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
        assertThat(Json.write(Json.parse("[" + text + "]"))).isEqualTo("[" + text + "]");
        assertThat(Json.write(Json.parse("{\"user_id\":" + text + "}"))).isEqualTo("{\"user_id\":" + text + "}");
    }

    @Test
    @Tag("NET-04")
    void int64IsWrittenAsItsDigits() {
        assertThat(Json.write(JsonNumber.of(Long.MAX_VALUE))).isEqualTo("9223372036854775807");
        assertThat(Json.write(JsonNumber.of(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "0.0,0",
        "0e999999999,0",
        "123,123",
        "-123,-123",
        "123.0,123",
        "123.000000000000000000000000000000000,123",
        "1e2,100",
        "1.5e1,15",
        "12300e-2,123",
        "9007199254740993,9007199254740993",
        "9223372036854775807,9223372036854775807",
        "9223372036854775807.0,9223372036854775807",
        "-9223372036854775808,-9223372036854775808",
        "0.9223372036854775807e19,9223372036854775807"
    })
    @Tag("PAR-06")
    @Tag("NET-04")
    void integersWithinInt64AreRead(String text, long expected) {
        assertThat(new JsonNumber(text).asLong()).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "0.1",
                "1e-1",
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551615",
                "1e19",
                "1e999999999",
                "-1e2147483647",
                "1e-999999999",
                "1e99999999999999999999",
                "5e-324"
            })
    @Tag("PAR-06")
    void whatIsNoInt64IsNotRead(String text) {
        assertThat(new JsonNumber(text).asLong()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1,1.0",
        "1,1e0",
        "100,1e2",
        "0,-0",
        "0,0.000",
        "1.10,1.1",
        "123456789012345678901234567890,1.2345678901234567890123456789e29",
        "1e999999999,10e999999998"
    })
    @Tag("FLT-16")
    void numbersAreComparedByValue(String a, String b) {
        assertThat(new JsonNumber(a).sameValue(new JsonNumber(b))).isTrue();
        assertThat(new JsonNumber(b).sameValue(new JsonNumber(a))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1,2",
        "1,-1",
        "1,1.0000000000000000000000000000001",
        "9007199254740993,9007199254740992",
        "1,1e999999999",
        "1e-999999999,1",
        "1e99999999999999999999,1"
    })
    @Tag("FLT-16")
    void differentNumbersDiffer(String a, String b) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThat(new JsonNumber(a).sameValue(new JsonNumber(b))).isFalse();
            assertThat(new JsonNumber(b).sameValue(new JsonNumber(a))).isFalse();
        });
    }

    @Test
    void absurdlyLongNumbersCostNoTime() {
        String digits = "7".repeat(5_000_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse(digits));
            assertThat(new JsonNumber(digits).asLong()).isEmpty();
            assertThat(new JsonNumber(digits).sameValue(new JsonNumber(digits + "0")))
                    .isFalse();
        });
    }

    @Test
    void numbersOfAnyReasonableLengthAreKept() {
        String digits = "7".repeat(300);
        assertThat(Json.write(Json.parse(digits))).isEqualTo(digits);
        assertThat(Json.write(Json.parse("[" + digits + "." + digits + "]")))
                .isEqualTo("[" + digits + "." + digits + "]");
    }
}
