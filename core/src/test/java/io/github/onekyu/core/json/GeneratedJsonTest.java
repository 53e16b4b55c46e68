package io.github.onekyu.core.json;

import static io.github.onekyu.core.generated.Cases.same;

import io.github.onekyu.core.generated.Cases;
import io.github.onekyu.core.generated.Gen;
import io.github.onekyu.core.generated.GeneratedJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The JSON boundary on generated texts, against what RFC 8259 and NET-03, NET-04 say of them. */
class GeneratedJsonTest {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    @Tag("NET-04")
    @Tag("PAR-06")
    @Tag("FLT-16")
    void noIntegerOfUpToThirtyDigitsChanges() {
        Cases.check(30, gen -> {
                    String digits = gen.oneIn(4) ? nearInt64(gen) : gen.integer(30);
                    String frame = gen.of("%s", "[%s]", "{\"user_id\":%s}", "[[{\"a\":[1,%s,null]}],%s]");
                    String text = frame.replace("%s", digits);

                    same(text, Json.write(Json.parse(text)), text);
                    same(text, Json.write(Json.parse(text.getBytes(StandardCharsets.UTF_8))), text);

                    BigInteger value = new BigInteger(digits);
                    JsonNumber number = new JsonNumber(digits);
                    boolean int64 = value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
                    same(int64 ? OptionalLong.of(value.longValue()) : OptionalLong.empty(), number.asLong(), digits);
                    if (int64) {
                        same(digits, Json.write(JsonNumber.of(value.longValue())), digits);
                    }
                    JsonNumber next = new JsonNumber(value.add(BigInteger.ONE).toString());
                    same(false, number.sameValue(next), digits);
                    same(true, number.sameValue(new JsonNumber(digits + gen.of(".0", "e0", ".00E+0", "0e-1"))), digits);
                    gen.note(int64 ? "int64" : "larger");
                    gen.note(digits.length() > 16 && int64 ? "no double" : "short");
                })
                .atLeast(30, "int64")
                .atLeast(20, "larger")
                .atLeast(10, "no double");
    }

    @Test
    @Tag("NET-04")
    @Tag("PAR-06")
    void everyNumberKeepsItsTextAndIsAnInt64OnlyIfItsValueIs() {
        Cases.check(1011, gen -> {
                    String text = GeneratedJson.number(gen);
                    JsonValue read = Json.parse("[" + GeneratedJson.space(gen) + text + GeneratedJson.space(gen) + "]");
                    BigDecimal value = new BigDecimal(text);
                    OptionalLong expected = OptionalLong.empty();
                    if (value.remainder(BigDecimal.ONE).signum() == 0) {
                        BigInteger whole = value.toBigIntegerExact();
                        if (whole.compareTo(MIN) >= 0 && whole.compareTo(MAX) <= 0) {
                            expected = OptionalLong.of(whole.longValue());
                        }
                    }

                    same("[" + text + "]", Json.write(read), text);
                    same(expected, ((JsonNumber) ((JsonArray) read).get(0)).asLong(), text);
                    gen.note(expected.isPresent() ? "int64" : "other");
                    gen.note(text.matches("-?[0-9]+") ? "integer" : expected.isPresent() ? "whole" : "fraction");
                })
                .atLeast(30, "int64")
                .atLeast(30, "other")
                .atLeast(5, "whole")
                .atLeast(20, "fraction");
    }

    @Test
    @Tag("WS-15")
    void exactlyTheNumbersOfTheGrammarAreRead() {
        Cases.check(8259, Cases.FEWER, gen -> {
                    String text = gen.either() ? gen.word(1, 6, "00123456789+-.eE") : mutated(gen);
                    boolean number = NUMBER.matcher(text).matches();

                    String frame = gen.of("%s", "[%s,1]", "{\"a\":%s}").replace("%s", text);
                    same(number, isRead(frame), frame);
                    if (number) {
                        same(text, Json.write(Json.parse(text)), text);
                    }
                    gen.note(number ? "number" : "none");
                })
                .atLeast(15, "number")
                .atLeast(30, "none");
    }

    @Test
    @Tag("NET-03")
    void everyStringIsWrittenAsStringifyWritesItAndReadBackIfWellFormed() {
        Cases.check(16, Cases.FEWER, gen -> {
                    String text = gen.either() ? GeneratedJson.codeUnits(gen) : GeneratedJson.text(gen);
                    String written = GeneratedJson.compactString(text);
                    boolean wellFormed = text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);

                    same(written, Json.write(new JsonString(text)), text);
                    same(
                            "{" + written + ":" + written + "}",
                            Json.write(JsonObject.builder().put(text, text).build()),
                            text);
                    same(
                            written,
                            new String(new JsonBytes(gen.below(20)).string(text).toByteArray(), StandardCharsets.UTF_8),
                            text);
                    same(wellFormed, isRead(written), text);
                    if (wellFormed) {
                        same(new JsonString(text), Json.parse(written), text);
                        String loose = GeneratedJson.string(gen, text).loose();
                        same(new JsonString(text), Json.parse(loose), loose);
                        same(new JsonString(text), Json.parse(loose.getBytes(StandardCharsets.UTF_8)), loose);
                    }
                    gen.note(wellFormed ? "well-formed" : "halves");
                })
                .atLeast(50, "well-formed")
                .atLeast(15, "halves");
    }

    @Test
    @Tag("WS-15")
    void aRawControlCharacterOrAnUnknownEscapeIsNoString() {
        Cases.check(31, Cases.FEWER, gen -> {
            String before = GeneratedJson.compactString(GeneratedJson.text(gen));
            String head = before.substring(0, before.length() - 1);
            String wrong = gen.by(
                    () -> String.valueOf((char) gen.below(0x20)),
                    () -> "\\" + gen.charOf("acdeghijklmopqsvwxyz0123456789'U \n"),
                    () -> "\\u" + gen.word(0, 3, "0aF9"),
                    () -> "\\u" + gen.word(0, 3, "0aF9") + gen.charOf("gG -+x"));
            String text = head + wrong + "\"";

            String frame = gen.of("%s", "[1,%s]", "{%s:1}").replace("%s", text);
            same(false, isRead(frame), frame);
        });
    }

    @Test
    @Tag("NET-03")
    @Tag("NET-04")
    @Tag("WS-15")
    void everyDocumentIsWrittenCompactAndNothingElseIsOne() {
        Cases.check(77, Cases.FEWER, gen -> {
                    GeneratedJson document = gen.by(
                            () -> GeneratedJson.any(gen, 4),
                            () -> GeneratedJson.array(gen, 3),
                            () -> GeneratedJson.object(gen, 3));
                    String loose = GeneratedJson.space(gen) + document.loose() + GeneratedJson.space(gen);
                    JsonValue read = Json.parse(loose);

                    same(document.compact(), Json.write(read), loose);
                    same(document.compact(), new String(Json.writeBytes(read), StandardCharsets.UTF_8), loose);
                    same(read, Json.parse(document.compact()), loose);

                    String wrong = loose + " " + gen.of("x", ",", "]", "}", "1", "\"", "null", "{}", "//", "\0", ":");
                    if (gen.either() && !(document.plain() instanceof BigDecimal)) {
                        wrong = document.loose()
                                .substring(0, gen.below(document.loose().length()));
                    }
                    same(false, isRead(wrong), wrong);
                    gen.note(document.compact().length() > 20 ? "long" : "short");
                })
                .atLeast(30, "long");
    }

    @Test
    @Tag("WS-15")
    void theLastOfSeveralMembersOfOneNameWins() {
        Cases.check(2, Cases.FEWER, gen -> {
                    Map<String, JsonValue> expected = new HashMap<>();
                    StringBuilder text = new StringBuilder("{");
                    boolean repeated = false;
                    for (int n = gen.below(6); n > 0; n--) {
                        String name = gen.of("a", "b", "你", "");
                        String value = gen.integer(5);
                        text.append(text.length() > 1 ? "," : "")
                                .append(GeneratedJson.string(gen, name).loose())
                                .append(':')
                                .append(value);
                        repeated |= expected.put(name, new JsonNumber(value)) != null;
                    }

                    same(expected, ((JsonObject) Json.parse(text.append('}').toString())).members(), text);
                    gen.note(repeated ? "repeated" : "different");
                })
                .atLeast(30, "repeated");
    }

    @Test
    @Tag("NET-03")
    void exactlyTheByteSequencesOfUtf8AreDecoded() {
        Cases.check(3629, Cases.FEWER, gen -> {
                    byte[] bytes = bytes(gen);
                    boolean valid = isUtf8(bytes);
                    String decoded;
                    try {
                        decoded = Json.decode(bytes);
                    } catch (JsonSyntaxException refused) {
                        decoded = null;
                    }

                    String hex = HEX.formatHex(bytes);
                    same(valid, decoded != null, hex);
                    if (decoded != null) {
                        same(hex, HEX.formatHex(decoded.getBytes(StandardCharsets.UTF_8)), hex);
                    }
                    gen.note(valid ? "valid" : "invalid");
                })
                .atLeast(20, "valid")
                .atLeast(20, "invalid");
    }

    private static boolean isRead(String text) {
        try {
            Json.parse(text);
            return true;
        } catch (JsonSyntaxException refused) {
            return false;
        }
    }

    private static String nearInt64(Gen gen) {
        BigInteger edge =
                gen.of(MIN, MAX, BigInteger.ONE.shiftLeft(64), BigInteger.ONE.shiftLeft(53), BigInteger.TEN.pow(18));
        return edge.add(BigInteger.valueOf(gen.from(-3, 3))).toString();
    }

    private static String mutated(Gen gen) {
        String number = GeneratedJson.number(gen);
        int at = gen.below(number.length() + 1);
        String with = gen.of("", "0", "-", "+", ".", "e", "E", "_", "x", "f", "١", "0x");
        return number.substring(0, at) + with + number.substring(gen.either() ? at : Math.min(at + 1, number.length()));
    }

    private static byte[] bytes(Gen gen) {
        byte[] bytes = GeneratedJson.text(gen).getBytes(StandardCharsets.UTF_8);
        for (int n = gen.below(3); n > 0 && bytes.length > 0; n--) {
            bytes[gen.below(bytes.length)] = (byte)
                    gen.of(0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff)
                            .intValue();
        }
        if (gen.oneIn(4)) {
            int lead = gen.of(0xc1, 0xc2, 0xe0, 0xe1, 0xed, 0xee, 0xf0, 0xf1, 0xf4, 0xf5);
            byte[] tail = new byte[gen.from(1, 4)];
            tail[0] = (byte) lead;
            for (int i = 1; i < tail.length; i++) {
                tail[i] = (byte)
                        gen.of(0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0x7f).intValue();
            }
            return tail;
        }
        return bytes;
    }

    /** The table of RFC 3629, section 4. */
    private static boolean isUtf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int lead = bytes[i++] & 0xff;
            int more;
            int low = 0x80;
            int high = 0xbf;
            if (lead <= 0x7f) {
                more = 0;
            } else if (lead >= 0xc2 && lead <= 0xdf) {
                more = 1;
            } else if (lead >= 0xe0 && lead <= 0xef) {
                more = 2;
                low = lead == 0xe0 ? 0xa0 : 0x80;
                high = lead == 0xed ? 0x9f : 0xbf;
            } else if (lead >= 0xf0 && lead <= 0xf4) {
                more = 3;
                low = lead == 0xf0 ? 0x90 : 0x80;
                high = lead == 0xf4 ? 0x8f : 0xbf;
            } else {
                return false;
            }
            for (int n = 0; n < more; n++) {
                if (i == bytes.length || (bytes[i] & 0xff) < low || (bytes[i] & 0xff) > high) {
                    return false;
                }
                i++;
                low = 0x80;
                high = 0xbf;
            }
        }
        return true;
    }
}
