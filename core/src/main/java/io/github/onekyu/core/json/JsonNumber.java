package io.github.onekyu.core.json;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A JSON number as the text it was written in: {@code 1.10}, twenty digits or {@code 1e3} come out as they went in
 * (NET-04, WS-20). Equality is by text; {@link #sameValue} compares by value (FLT-16).
 */
public record JsonNumber(String text) implements JsonValue {
    private static final int LONG_DIGITS = 19;

    /** Above this no value is worked out, since that would take time squared; no text that was read is as long. */
    private static final int LONGEST = 1100;

    /** Ages, levels, codes and zeros, which lists are full of. */
    private static final JsonNumber[] SMALL = LongStream.range(0, 128)
            .mapToObj(value -> new JsonNumber(Long.toString(value)))
            .toArray(JsonNumber[]::new);

    public JsonNumber {
        Objects.requireNonNull(text, "text");
    }

    public static JsonNumber of(long value) {
        if (value >= 0 && value < SMALL.length) {
            return SMALL[(int) value];
        }
        return new JsonNumber(Long.toString(value));
    }

    /** The value if it is an integer within int64, {@code 123.0} and {@code 1e2} included (PAR-06). */
    public OptionalLong asLong() {
        try {
            if (isPlainInteger()) {
                return OptionalLong.of(Long.parseLong(text));
            }
            if (text.length() > LONGEST) {
                return OptionalLong.empty();
            }
            BigDecimal exact = new BigDecimal(text);
            if (exact.signum() == 0) {
                return OptionalLong.of(0);
            }
            // Without this test 1e999999999 would be expanded into a billion digits.
            if (exact.precision() - (long) exact.scale() > LONG_DIGITS || exact.scale() > text.length()) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(exact.longValueExact());
        } catch (ArithmeticException | NumberFormatException notAnInt64) {
            return OptionalLong.empty();
        }
    }

    /** Whether both stand for the same number: {@code 1} and {@code 1.0} do. */
    public boolean sameValue(JsonNumber other) {
        if (text.equals(other.text)) {
            return true;
        }
        if (isPlainInteger() && other.isPlainInteger()) {
            // Ids, nearly always; only 0 and -0 are spelled in two ways.
            return Long.parseLong(text) == Long.parseLong(other.text);
        }
        if (text.length() > LONGEST || other.text.length() > LONGEST) {
            return false;
        }
        try {
            return new BigDecimal(text).compareTo(new BigDecimal(other.text)) == 0;
        } catch (ArithmeticException | NumberFormatException outOfBigDecimal) {
            return false;
        }
    }

    /** Whether it is digits, few enough for a long, with a sign at most. */
    private boolean isPlainInteger() {
        if (text.length() >= LONG_DIGITS || text.isEmpty() || text.equals("-")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(i == 0 && c == '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
