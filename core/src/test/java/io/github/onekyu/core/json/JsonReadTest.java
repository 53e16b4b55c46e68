package io.github.onekyu.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "[,]",
                "[1,,2]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1 \"b\":2}",
                "[1 2]",
                "[1;2]",
                "{\"a\":1;\"b\":2}",
                "{\"a\"=1}",
                "{\"a\"=>1}",
                "{a:1}",
                "{'a':1}",
                "['a']",
                "{1:2}",
                "{null:1}",
                "{} x",
                "{}{}",
                "1 2",
                "nullx",
                "truefalse",
                "\"a\"b",
                ")]}'\n{}",
                "// c\n1",
                "/* c */1",
                "# c\n1",
                "1 // c",
                "undefined",
                "x"
            })
    @Tag("WS-15")
    @Tag("HTTP-10")
    void textThatIsNotExactlyOneStrictValueIsRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUE",
                "True",
                "trUe",
                "FALSE",
                "False",
                "NULL",
                "Null",
                "tru",
                "nul",
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "nan",
                "infinity",
                "yes"
            })
    @Tag("WS-15")
    void literalsAreLowerCaseAndThereAreThree(String text) {
        assertRefused(text);
        assertRefused("[" + text + "]");
        assertRefused("{\"a\":" + text + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", "-01", "00", "+1", "-", "+", ".5", "-.5", "1.", "-1.", "1.e3", "1e", "1e+", "1E-", "0x10",
                "1_000", "1,5", "1f", "1d", "1L", "--1", "1-", "1e5.5", "١"
            })
    @Tag("WS-15")
    void numbersFollowTheGrammar(String text) {
        assertRefused(text);
        assertRefused("[" + text + ",0x0]");
        assertRefused("{\"a\":" + text + " }x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\\\"",
                "'a'",
                "\"\\'\"",
                "\"\\a\"",
                "\"\\x41\"",
                "\"\\0\"",
                "\"\\U0041\"",
                "\"\\u\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\u-123\"",
                "\"\\u+123\"",
                "\"\\ 1\"",
                "\"\\\n\"",
                "\"\\"
            })
    @Tag("WS-15")
    void escapesFollowTheGrammar(String text) {
        assertRefused(text);
        assertRefused("{" + text + ":1}");
        assertRefused("[" + text + "]");
    }

    @Test
    @Tag("WS-15")
    void rawControlCharactersAreRefusedInStringsAndNames() {
        for (char c = 0; c < 0x20; c++) {
            assertRefused("\"a" + c + "b\"");
            assertRefused("{\"a" + c + "b\":1}");
        }
    }

    @Test
    @Tag("WS-15")
    void onlyTheFourJsonBlanksSurroundValues() {
        assertThat(Json.parse(" \t\r\n[ 1\t,\r2\n] \t\r\n")).isEqualTo(Json.parse("[1,2]"));
        for (String blank : new String[] {"\u000b", "\f", "\u00a0", "\u2028", "\u2029", "\u3000", "\u0000", "\u0085"}) {
            assertRefused("[1," + blank + "2]");
            assertRefused("{}" + blank);
        }
    }

    @Test
    void oneByteOrderMarkIsSkippedAtTheStartAndNowhereElse() {
        assertThat(Json.parse("\ufeff{}")).isEqualTo(JsonObject.EMPTY);
        assertRefused(" \ufeff{}");
        assertRefused("\ufeff\ufeff{}");
        assertRefused("{}\ufeff");
        assertRefused("[\ufeff1]");
        assertThat(Json.parse("\"\ufeff\"")).isEqualTo(new JsonString("\ufeff"));
    }

    @Test
    @Tag("WS-15")
    void depthBombsAreRefusedWithoutExhaustingTheStack() {
        assertRefused("[".repeat(10_000));
        assertRefused("[".repeat(10_000) + "]".repeat(10_000));
        assertRefused("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        assertRefused("{\"action\":\"get_status\",\"params\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        assertRefused("[".repeat(5_000_000));
    }

    @Test
    void nestingUpToTheLimitIsReadAndWritten() {
        String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
        assertThat(Json.write(Json.parse(deepest))).isEqualTo(deepest);
        assertRefused("[" + deepest + "]");
    }

    @Test
    @Tag("WS-15")
    @Tag("HTTP-10")
    void theLastOfSeveralEqualNamesWins() {
        assertThat(Json.parse("{\"a\":1,\"b\":2,\"a\":3}"))
                .isEqualTo(JsonObject.builder().put("a", 3).put("b", 2).build());
        assertThat(Json.parse("{\"a\":1,\"\\u0061\":null}"))
                .isEqualTo(JsonObject.builder().putNull("a").build());
    }

    @Test
    @Tag("HTTP-10")
    void bytesThatAreNotUtf8AreRefused() {
        for (int[] bad : new int[][] {
            {0xff}, {0x80}, {0xc0, 0x80}, {0xe4, 0xbd}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xc4, 0xe3}
        }) {
            byte[] text = new byte[bad.length + 2];
            text[0] = '"';
            for (int i = 0; i < bad.length; i++) {
                text[i + 1] = (byte) bad[i];
            }
            text[bad.length + 1] = '"';
            assertThatExceptionOfType(JsonSyntaxException.class)
                    .isThrownBy(() -> Json.parse(text))
                    .withMessageContaining("UTF-8");
        }
        assertThat(Json.parse("\"你好😀\"".getBytes(StandardCharsets.UTF_8))).isEqualTo(new JsonString("你好😀"));
    }

    @Test
    void escapesAreRead() {
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u4f60\\uD83D\\ude00\\u0000\""))
                .isEqualTo(new JsonString("\"\\/\b\f\n\r\t你😀\0"));
        assertThat(Json.parse("{\"\\n\":\"\"}"))
                .isEqualTo(JsonObject.builder().put("\n", "").build());
    }

    @Test
    void halvesOfASurrogatePairAreRefused() {
        assertRefused("\"\\ud800\"");
        assertRefused("\"\\udc00\\ud800\"");
        assertRefused("\"\\ud83dx\"");
    }

    @Test
    void anEmptyNameIsANameLikeAnyOther() {
        assertThat(Json.parse("{\"\":1}"))
                .isEqualTo(JsonObject.builder().put("", 1).build());
    }

    @Test
    void longStringsCrossTheReadersBuffers() {
        String text = "你\"😀x\n".repeat(100_000);
        assertThat(Json.parse(Json.write(new JsonString(text)))).isEqualTo(new JsonString(text));
    }

    @Test
    void theMessageSaysWhatIsWrongInOneShortLine() {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse(""))
                .withMessage("the text is empty");
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse("{\"a\":"))
                .withMessageContaining("ends in the middle");
        String secret = "s3cr3t".repeat(100);
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse("{\"access_token\":\"" + secret + "\",x"))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("line 1")
                        .doesNotContain("s3cr3t")
                        .doesNotContain("\n")
                        .hasSizeLessThan(200));
    }

    private static void assertRefused(String text) {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .as(text.length() > 60 ? text.substring(0, 60) : text)
                .isThrownBy(() -> Json.parse(text));
    }
}
