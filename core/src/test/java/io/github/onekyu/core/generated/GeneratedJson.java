package io.github.onekyu.core.generated;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Random JSON, with what it must become once it was read; made without the code under test.
 *
 * @param loose the text with white space and needless escapes, as a peer may send it
 * @param compact the text as NET-03 wants it written
 * @param plain the same as {@link Map}, {@link List}, {@link String}, {@link BigDecimal} (trailing zeros stripped, so
 *     that equal values are equal), {@link Boolean} or {@link #NULL}
 */
public record GeneratedJson(String loose, String compact, Object plain) {
    /** Stands for JSON {@code null}. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final HexFormat HEX = HexFormat.of();
    private static final String[] CHARACTERS = {
        "a", "b", "Z", "0", " ", "\"", "\\", "/", "\n", "\r", "\t", "\b", "\f", "\0", "\u0001", "\u001f", "\u007f",
        "\u0080", "é", "你", "\u2028", "\u2029", "\ufeff", "\uffff", "\ud7ff", "\ue000", "😀", "<", "&", "'", "{", "}",
        "[", "]", ":", ","
    };

    /** Any value, nested up to {@code depth}. */
    public static GeneratedJson any(Gen gen, int depth) {
        return switch (gen.below(depth > 0 ? 8 : 6)) {
            case 0 -> gen.either() ? bool(gen.either()) : ofNull();
            case 1, 2 -> number(number(gen));
            case 6 -> array(gen, depth - 1);
            case 7 -> object(gen, depth - 1);
            default -> string(gen, text(gen));
        };
    }

    public static GeneratedJson ofNull() {
        return new GeneratedJson("null", "null", NULL);
    }

    public static GeneratedJson bool(boolean value) {
        return new GeneratedJson(Boolean.toString(value), Boolean.toString(value), value);
    }

    public static GeneratedJson number(String text) {
        return new GeneratedJson(text, text, new BigDecimal(text).stripTrailingZeros());
    }

    public static GeneratedJson string(Gen gen, String text) {
        return new GeneratedJson(looseString(gen, text), compactString(text), text);
    }

    public static GeneratedJson array(Gen gen, int depth) {
        List<GeneratedJson> items = new ArrayList<>();
        for (int n = gen.below(4); n > 0; n--) {
            items.add(any(gen, depth));
        }
        return array(gen, items);
    }

    public static GeneratedJson array(Gen gen, List<GeneratedJson> items) {
        StringBuilder loose = new StringBuilder("[").append(space(gen));
        StringBuilder compact = new StringBuilder("[");
        List<Object> plain = new ArrayList<>();
        String separator = "";
        for (GeneratedJson item : items) {
            loose.append(separator).append(space(gen)).append(item.loose).append(space(gen));
            compact.append(separator).append(item.compact);
            plain.add(item.plain);
            separator = ",";
        }
        return new GeneratedJson(
                loose.append(']').toString(), compact.append(']').toString(), plain);
    }

    public static GeneratedJson object(Gen gen, int depth) {
        Map<String, GeneratedJson> members = new LinkedHashMap<>();
        for (int n = gen.below(4); n > 0; n--) {
            members.put(text(gen), any(gen, depth));
        }
        return object(gen, members);
    }

    public static GeneratedJson object(Gen gen, Map<String, GeneratedJson> members) {
        StringBuilder loose = new StringBuilder("{").append(space(gen));
        StringBuilder compact = new StringBuilder("{");
        Map<String, Object> plain = new LinkedHashMap<>();
        String separator = "";
        for (Map.Entry<String, GeneratedJson> member : members.entrySet()) {
            GeneratedJson value = member.getValue();
            loose.append(separator).append(space(gen)).append(looseString(gen, member.getKey()));
            loose.append(space(gen))
                    .append(':')
                    .append(space(gen))
                    .append(value.loose)
                    .append(space(gen));
            compact.append(separator)
                    .append(compactString(member.getKey()))
                    .append(':')
                    .append(value.compact);
            plain.put(member.getKey(), value.plain);
            separator = ",";
        }
        return new GeneratedJson(
                loose.append('}').toString(), compact.append('}').toString(), plain);
    }

    /** Well-formed text with everything that JSON strings find difficult. */
    public static String text(Gen gen) {
        String text = gen.join(6, CHARACTERS);
        char any = (char) gen.below(0x10000);
        return gen.oneIn(4) && !Character.isSurrogate(any) ? text + any : text;
    }

    /** As {@link #text}, now and then with halves of surrogate pairs. */
    public static String codeUnits(Gen gen) {
        return text(gen) + gen.join(2, "", "\ud83d", "\ude00", "\udbff\udfff", "\ud800", "\udfff") + text(gen);
    }

    /** The text of a JSON number: up to 30 digits, fractions, exponents, negative zero. */
    public static String number(Gen gen) {
        StringBuilder text = new StringBuilder(gen.oneIn(20) ? "-0" : gen.integer(gen.either() ? 3 : 30));
        if (gen.oneIn(3)) {
            text.append('.').append(gen.word(1, 12, gen.either() ? "0123456789" : "0"));
        }
        if (gen.oneIn(4)) {
            text.append(gen.of("e", "E")).append(gen.of("", "+", "-")).append(gen.word(1, 2, "0123456789"));
        }
        return text.toString();
    }

    /** White space between tokens. */
    public static String space(Gen gen) {
        return gen.oneIn(4) ? gen.join(3, " ", "\n", "\t", "\r") : "";
    }

    /** What ECMAScript's {@code JSON.stringify} writes (NET-03). */
    public static String compactString(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(out, c));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        int control = "\b\t\n\f\r\"\\".indexOf(c);
        if (control >= 0) {
            out.append('\\').append("btnfr\"\\".charAt(control));
        } else if (c < 0x20 || (c >= 0xd800 && c <= 0xdfff)) {
            out.append("\\u").append(HEX.toHexDigits((char) c));
        } else {
            out.appendCodePoint(c);
        }
    }

    private static String looseString(Gen gen, String text) {
        if (gen.either()) {
            return compactString(text);
        }
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (gen.oneIn(4)) {
                for (char unit : Character.toChars(c)) {
                    out.append("\\u").append((gen.either() ? HEX : HEX.withUpperCase()).toHexDigits(unit));
                }
            } else if (c == '/' && gen.either()) {
                out.append("\\/");
            } else {
                append(out, c);
            }
        });
        return out.append('"').toString();
    }
}
