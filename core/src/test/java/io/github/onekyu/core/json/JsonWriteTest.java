package io.github.onekyu.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JsonWriteTest {
    /** Of {@code JSON.stringify(String.fromCharCode(c)) + "\n"} for c from 0 to 65535, computed with Node.js 20. */
    private static final String EVERY_CODE_UNIT = "111145ce97689bac46e47d06d6c49a1eebb93881d9ccd8ec8e8cf8eb02357b08";

    /** Of {@code JSON.stringify("a\ud83d" + String.fromCharCode(c) + "z") + "\n"} for the same c. */
    private static final String EVERY_CODE_UNIT_AFTER_A_HIGH_SURROGATE =
            "68138de875186ba924c94c6a5702abd5f3fe65a61da87689bb4360b509495136";

    @Test
    @Tag("NET-03")
    void everyCodeUnitIsWrittenAsJsonStringifyWritesIt() throws Exception {
        assertThat(digest(Character::toString)).isEqualTo(EVERY_CODE_UNIT);
        assertThat(digest(c -> "a\ud83d" + (char) c + "z")).isEqualTo(EVERY_CODE_UNIT_AFTER_A_HIGH_SURROGATE);
    }

    private static String digest(IntFunction<String> text) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int c = 0; c < 0x10000; c++) {
            digest.update(Json.writeBytes(new JsonString(text.apply(c))));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    @Tag("NET-03")
    void textIsCompactAndNothingPrintableIsEscaped() {
        JsonObject event = JsonObject.builder()
                .put("raw_message", "你好/😀\u2028\u2029\u007f")
                .put("list", JsonArray.of(JsonNull.NULL, JsonBoolean.TRUE, JsonArray.EMPTY, JsonObject.EMPTY))
                .put("键", false)
                .build();
        String expected = "{\"raw_message\":\"你好/😀\u2028\u2029\u007f\",\"list\":[null,true,[],{}],\"键\":false}";
        assertThat(Json.writeBytes(event)).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Tag("NET-03")
    void onlyQuotesBackslashesControlsAndLoneSurrogatesAreEscaped() {
        assertThat(Json.write(new JsonString("\"\\/\b\f\n\r\t\u0000\u001f\u007f<>&'\ud800x\udc00")))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f<>&'\\ud800x\\udc00\"");
    }

    @Test
    @Tag("NET-03")
    void namesAreEscapedLikeText() {
        assertThat(Json.write(JsonObject.builder().put("a\"\n你", 1).build())).isEqualTo("{\"a\\\"\\n你\":1}");
    }

    @Test
    void membersKeepTheirOrder() {
        String text = "{\"z\":1,\"a\":{\"y\":2,\"b\":3},\"m\":[{\"q\":1,\"c\":2}]}";
        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
    }

    @Test
    void rawTextIsPassedOnAsUtf8() {
        String raw = "{\"a\": [1.10, \"你😀\u2028\"]}";
        assertThat(new JsonBytes(0).raw(raw).toByteArray()).isEqualTo(raw.getBytes(StandardCharsets.UTF_8));
    }

    /** The buffer grows at every possible place. */
    @Test
    void anyTextSurvivesWritingAndReading() {
        Random random = new Random(20260101);
        String[] alphabet = {
            "a", "\"", "\\", "\n", "\u0001", "é", "你", "😀", "\u007f", "\ud7ff", "\ue000", "\u2028", "/"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            JsonString string = new JsonString(text.toString());
            JsonArray value = JsonArray.of(
                    string, JsonObject.builder().put(string.value(), string).build());
            assertThat(Json.parse(Json.writeBytes(value))).isEqualTo(value);
            assertThat(new JsonBytes(random.nextInt(64)).value(value).toByteArray())
                    .isEqualTo(Json.writeBytes(value));
        }
    }
}
