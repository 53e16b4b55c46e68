package io.github.onekyu.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "123→123",
                "-5→-5",
                "0→0",
                "123.0→123",
                "1e2→100",
                "\"123\"→123",
                "\"123 \"→123",
                "\"\\t 123\\n\"→123",
                "\"-123\"→-123",
                "\"+123\"→123",
                "\"007\"→7",
                "\"5000000000\"→5000000000",
                "9223372036854775807→9223372036854775807",
                "\"9223372036854775807\"→9223372036854775807",
                "\"-9223372036854775808\"→-9223372036854775808"
            })
    @Tag("PAR-06")
    void integersAreReadFromNumbersAndDecimalText(String json, long expected) {
        assertThat(params(json).integer("p")).hasValue(expected);
        assertThat(params(json).integer("p", -1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc\"",
                "\"12x\"",
                "\"\"",
                "\" \"",
                "\"-\"",
                "\"+\"",
                "\"--1\"",
                "\"+-1\"",
                "\"-+1\"",
                "\"1 2\"",
                "\"1.0\"",
                "\"1e2\"",
                "\"0x10\"",
                "\"１２\"",
                "true",
                "null",
                "1.5",
                "[1]",
                "{\"a\":1}",
                "9223372036854775808",
                "\"9223372036854775808\"",
                "\"-9223372036854775809\"",
                "1e999999999"
            })
    @Tag("PAR-06")
    void whatIsNoIntegerCountsAsAbsent(String json) {
        assertThat(params(json).integer("p")).isEmpty();
        assertThat(params(json).integer("p", 1800)).isEqualTo(1800);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "1", "1.0", "\"yes\"", "\"true\"", "\"1\"", "\"on\"", "\"YES\"", "\"True\"", "\"On\""})
    @Tag("PAR-07")
    void booleansThatAreTrue(String json) {
        assertThat(params(json).bool("p")).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "-0", "0.0", "\"no\"", "\"false\"", "\"0\"", "\"off\"", "\"No\"", "\"OFF\""})
    @Tag("PAR-07")
    void booleansThatAreFalse(String json) {
        assertThat(params(json).bool("p")).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"maybe\"", "\"\"", "\"2\"", "\"t\"", "2", "-1", "0.5", "null", "[]", "[true]", "{}"})
    @Tag("PAR-07")
    void whatIsNoBooleanCountsAsAbsent(String json) {
        assertThat(params(json).bool("p")).isEmpty();
        assertThat(params(json).bool("p", true)).isTrue();
        assertThat(params(json).bool("p", false)).isFalse();
    }

    @Test
    @Tag("PAR-08")
    void stringsAreStringsAndIntegersBecomeText() {
        assertThat(params("\" a \"").text("p")).contains(" a ");
        assertThat(params("\"\"").text("p")).contains("");
        assertThat(params("123").text("p")).contains("123");
        assertThat(params("-9007199254740993").text("p")).contains("-9007199254740993");
        assertThat(params("18446744073709551615").text("p")).contains("18446744073709551615");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1.5", "1.0", "1e2", "null", "[\"a\"]", "{}"})
    @Tag("PAR-08")
    void whatIsNoStringCountsAsAbsent(String json) {
        assertThat(params(json).text("p")).isEmpty();
        assertThat(params(json).text("p", "default")).isEqualTo("default");
    }

    @Test
    @Tag("PAR-10")
    void objectsAndArraysMayComeAsJsonText() {
        assertThat(params("{\"a\":1}").object("p")).isPresent();
        assertThat(params("\"{\\\"a\\\":1}\"").object("p")).contains((JsonObject) Json.parse("{\"a\":1}"));
        assertThat(params("[1]").array("p")).isPresent();
        assertThat(params("\"[1]\"").array("p")).isPresent();
        assertThat(params("\"[1]\"").object("p")).isEmpty();
        assertThat(params("\"{\"").object("p")).isEmpty();
        assertThat(params("\"" + "[".repeat(10_000) + "\"").array("p")).isEmpty();
    }

    @Test
    @Tag("PAR-10")
    void aStringIsNeverSniffedUnlessAskedFor() {
        assertThat(params("\"[1]\"").value("p")).contains(new JsonString("[1]"));
        assertThat(params("\"[1]\"").text("p")).contains("[1]");
    }

    @Test
    @Tag("PAR-11")
    void nullIsAbsentForEveryType() {
        Params params = params("null");
        assertThat(params.has("p")).isFalse();
        assertThat(params.value("p")).isEmpty();
        assertThat(params.integer("p")).isEmpty();
        assertThat(params.bool("p")).isEmpty();
        assertThat(params.text("p")).isEmpty();
        assertThat(params.object("p")).isEmpty();
        assertThat(params.array("p")).isEmpty();
    }

    @Test
    void aMissingParameterIsAbsentForEveryType() {
        assertThat(Params.EMPTY.has("p")).isFalse();
        assertThat(Params.EMPTY.integer("p")).isEmpty();
        assertThat(Params.EMPTY.bool("p")).isEmpty();
        assertThat(Params.EMPTY.text("p")).isEmpty();
        assertThat(Params.EMPTY.object("p")).isEmpty();
        assertThat(Params.EMPTY.array("p")).isEmpty();
        assertThat(params("0").has("p")).isTrue();
    }

    private static Params params(String json) {
        return new Params((JsonObject) Json.parse("{\"p\":" + json + "}"));
    }
}
