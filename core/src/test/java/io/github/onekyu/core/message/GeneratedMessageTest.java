package io.github.onekyu.core.message;

import static io.github.onekyu.core.generated.Cases.same;

import io.github.onekyu.core.generated.Cases;
import io.github.onekyu.core.generated.Gen;
import io.github.onekyu.core.generated.GeneratedJson;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Messages in all their forms against a second reader and writer, made from message.md alone. A segment is here a flat
 * list: its type, then key and value of each param in their order.
 */
class GeneratedMessageTest {
    private static final String NAME = "abyzABYZ0189_-.";
    /** The grammar of §2.1; the name is ASCII. */
    private static final Pattern CODE = Pattern.compile("\\[CQ:([A-Za-z0-9_.-]+)(,[^\\]]*)?\\]");

    private static final Pattern AROUND = Pattern.compile("^[ \t\r\n]+|[ \t\r\n]+$");

    private static final String[] DIFFICULT = {
        "&",
        ",",
        "[",
        "]",
        "=",
        ";",
        "#",
        "\n",
        "\r\n",
        " ",
        "\t",
        "\0",
        "x",
        "你",
        "😀",
        "&amp;",
        "&#91;",
        "&#93;",
        "&#44;",
        "&#61;",
        "&amp",
        "&#9",
        "amp;",
        "#44;",
        "[CQ:face,id=1]",
        "[CQ:",
        "CQ:",
        "&lt;"
    };

    @Test
    @Tag("CQ-12")
    @Tag("CQ-13")
    @Tag("CQ-14")
    @Tag("CQ-15")
    @Tag("MSG-08")
    @Tag("MSG-12")
    void everySegmentListIsReadBackFromItsString() {
        Cases.check(415, gen -> {
                    List<List<String>> given = segments(gen);
                    List<List<String>> expected = merged(given);
                    Message message = new Message(
                            given.stream().map(GeneratedMessageTest::segment).toList());
                    String written = written(expected);

                    same(expected, flat(message), given);
                    same(written, message.toCqCode(), given);
                    same(expected, flat(Message.parse(written)), written);
                    same(Optional.of(message), Message.of(Json.parse(Json.write(message.toJson())), false), given);
                    same(Optional.of(message), Message.of(new JsonString(written), false), written);
                    gen.note(expected.equals(given) ? "as given" : "merged");
                    gen.note(written.contains("&#44;") && written.contains("&amp;#") ? "escaped" : "plain");
                })
                .atLeast(20, "as given")
                .atLeast(20, "merged")
                .atLeast(10, "escaped");
    }

    @Test
    @Tag("CQ-01")
    @Tag("CQ-02")
    @Tag("CQ-03")
    @Tag("CQ-04")
    @Tag("CQ-05")
    @Tag("CQ-06")
    @Tag("CQ-07")
    @Tag("CQ-08")
    @Tag("CQ-09")
    @Tag("CQ-10")
    @Tag("CQ-11")
    @Tag("CQ-12")
    @Tag("CQ-15")
    void everyStringIsReadAsTheGrammarSays() {
        Cases.check(1510, gen -> {
                    String input = gen.either() ? almostCodes(gen) : gen.join(14, DIFFICULT) + gen.of("", "]");
                    Message message = Message.parse(input);
                    List<List<String>> read = flat(message);
                    String once = message.toCqCode();

                    same(unordered(merged(read(input))), unordered(read), input);
                    same(written(read), once, input);
                    same(read, flat(Message.parse(once)), input);
                    same(once, Message.parse(once).toCqCode(), input);
                    gen.note(read.stream().anyMatch(each -> each.size() > 1 && !isText(each)) ? "codes" : "no codes");
                    gen.note(read.stream().anyMatch(GeneratedMessageTest::isText) ? "text" : "no text");
                })
                .atLeast(30, "codes")
                .atLeast(30, "no codes")
                .atLeast(50, "text");
    }

    @Test
    @Tag("CQ-11")
    @Tag("CQ-13")
    @Tag("MSG-02")
    void everyTextSurvivesEscapingAndIsLiteralUnderAutoEscape() {
        Cases.check(44, Cases.FEWER, gen -> {
                    String text = gen.join(10, DIFFICULT);

                    same(escaped(text, false), CqCode.escape(text), text);
                    same(text, CqCode.unescape(CqCode.escape(text)), text);
                    same(unescaped(text), CqCode.unescape(text), text);
                    List<List<String>> literal = merged(List.of(List.of("text", "text", text)));
                    Message message =
                            Message.of(new JsonString(text), true).orElseThrow(() -> new AssertionError("no message"));
                    same(literal, flat(message), text);
                    same(literal, flat(Message.parse(message.toCqCode())), text);
                    gen.note(unescaped(text).equals(text) ? "no entity" : "entities");
                })
                .atLeast(20, "entities")
                .atLeast(5, "no entity");
    }

    @Test
    @Tag("MSG-01")
    @Tag("MSG-03")
    @Tag("MSG-04")
    @Tag("MSG-05")
    @Tag("MSG-06")
    @Tag("MSG-07")
    @Tag("MSG-08")
    @Tag("MSG-09")
    @Tag("MSG-12")
    @Tag("SEG-20")
    void everyArrayBecomesItsStringAndTheSameArrayAgain() {
        Cases.check(77, Cases.FEWER, gen -> {
                    List<List<String>> asArray = new ArrayList<>();
                    List<List<String>> asString = new ArrayList<>();
                    List<GeneratedJson> items = new ArrayList<>();
                    for (int n = gen.below(5); n > 0; n--) {
                        items.add(element(gen, asArray, asString, 1));
                    }
                    boolean wrong = gen.oneIn(8);
                    if (wrong) {
                        items.add(gen.below(items.size() + 1), wrongElement(gen));
                    }
                    GeneratedJson form =
                            items.size() == 1 && gen.either() ? items.get(0) : GeneratedJson.array(gen, items);
                    boolean autoEscape = gen.either(); // MSG-03: without effect
                    Optional<Message> message = Message.of(Json.parse(form.loose()), autoEscape);

                    gen.note(wrong ? "wrong" : "right");
                    if (wrong) {
                        boolean refused = message.isEmpty() || isRight(form);
                        same(true, refused, form.loose());
                        return;
                    }
                    Message read = message.orElseThrow(() -> new AssertionError("refused: " + form.loose()));
                    same(merged(asArray), flat(read), form.loose());
                    same(
                            Optional.of(read),
                            Message.of(Json.parse(Json.write(read.toJson())), autoEscape),
                            form.loose());
                    same(written(merged(asString)), read.toCqCode(), form.loose());
                    same(merged(asString), flat(Message.parse(read.toCqCode())), form.loose());
                })
                .atLeast(80, "right")
                .atLeast(10, "wrong");
    }

    // What the code under test says, as flat lists.

    private static List<List<String>> flat(Message message) {
        List<List<String>> all = new ArrayList<>();
        for (MessageSegment segment : message.segments()) {
            List<String> one = new ArrayList<>(List.of(segment.type()));
            segment.data().members().forEach((key, value) -> {
                one.add(key);
                one.add(value instanceof JsonString string ? string.value() : value.toString());
            });
            all.add(one);
        }
        return all;
    }

    private static MessageSegment segment(List<String> flat) {
        JsonObject.Builder data = JsonObject.builder();
        for (int i = 1; i < flat.size(); i += 2) {
            data.put(flat.get(i), flat.get(i + 1));
        }
        return new MessageSegment(flat.get(0), data.build());
    }

    // The oracle.

    private static boolean isText(List<String> segment) {
        return segment.get(0).equals("text");
    }

    /** Adjacent texts are one (MSG-08), empty ones are none (CQ-15). */
    private static List<List<String>> merged(List<List<String>> segments) {
        List<List<String>> result = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (List<String> segment : segments) {
            if (isText(segment)) {
                text.append(textOf(segment));
                continue;
            }
            flush(text, result);
            result.add(segment);
        }
        flush(text, result);
        return result;
    }

    private static void flush(StringBuilder text, List<List<String>> result) {
        if (text.length() > 0) {
            result.add(List.of("text", "text", text.toString()));
            text.setLength(0);
        }
    }

    /** MSG-09: without {@code text} it counts as empty. */
    private static String textOf(List<String> segment) {
        int at = segment.subList(1, segment.size()).indexOf("text");
        return at < 0 ? "" : segment.get(at + 2);
    }

    /** CQ-13, CQ-14. */
    private static String written(List<List<String>> segments) {
        StringBuilder out = new StringBuilder();
        for (List<String> segment : segments) {
            if (isText(segment)) {
                out.append(escaped(textOf(segment), false));
                continue;
            }
            out.append("[CQ:").append(segment.get(0));
            for (int i = 1; i < segment.size(); i += 2) {
                out.append(',').append(segment.get(i)).append('=').append(escaped(segment.get(i + 1), true));
            }
            out.append(']');
        }
        return out.toString();
    }

    private static String escaped(String text, boolean value) {
        String escaped = text.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;");
        return value ? escaped.replace(",", "&#44;") : escaped;
    }

    /** CQ-11, in its order. */
    private static String unescaped(String text) {
        return text.replace("&#44;", ",")
                .replace("&#91;", "[")
                .replace("&#93;", "]")
                .replace("&amp;", "&");
    }

    /** §2.2 with the grammar tried at every single character; texts not yet merged. */
    private static List<List<String>> read(String input) {
        List<List<String>> segments = new ArrayList<>();
        Matcher code = CODE.matcher(input);
        int textStart = 0;
        int at = 0;
        while (at < input.length()) {
            if (!code.region(at, input.length()).lookingAt()) {
                at++;
                continue;
            }
            segments.add(List.of("text", "text", unescaped(input.substring(textStart, at))));
            segments.add(
                    readParams(code.group(1), Optional.ofNullable(code.group(2)).orElse("")));
            at = code.end();
            textStart = at;
        }
        segments.add(List.of("text", "text", unescaped(input.substring(textStart))));
        return segments;
    }

    private static List<String> readParams(String type, String section) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String part : section.split(",")) { // CQ-05
            String[] pair = part.split("=", 2);
            String key = AROUND.matcher(pair[0]).replaceAll(""); // CQ-06
            if (pair.length == 2 && !key.isEmpty()) {
                params.put(key, unescaped(pair[1])); // CQ-07, CQ-08
            }
        }
        if (type.equals("text")) {
            return List.of("text", "text", params.getOrDefault("text", "")); // CQ-12
        }
        List<String> flat = new ArrayList<>(List.of(type));
        params.forEach((key, value) -> flat.addAll(List.of(key, value)));
        return flat;
    }

    /** No rule says which place a repeated key has (CQ-08). */
    private static List<Object> unordered(List<List<String>> segments) {
        List<Object> result = new ArrayList<>();
        for (List<String> segment : segments) {
            Map<String, String> params = new TreeMap<>();
            for (int i = 1; i < segment.size(); i += 2) {
                params.put(segment.get(i), segment.get(i + 1));
            }
            result.add(List.of(segment.get(0), params));
        }
        return result;
    }

    // The generators.

    private static List<List<String>> segments(Gen gen) {
        List<List<String>> segments = new ArrayList<>();
        for (int n = gen.below(6); n > 0; n--) {
            if (gen.oneIn(3)) {
                segments.add(List.of("text", "text", gen.join(6, DIFFICULT)));
                continue;
            }
            List<String> flat = new ArrayList<>(List.of(type(gen)));
            Map<String, String> params = new LinkedHashMap<>();
            for (int p = gen.below(4); p > 0; p--) {
                params.put(key(gen), gen.join(6, DIFFICULT));
            }
            params.forEach((key, value) -> flat.addAll(List.of(key, value)));
            segments.add(flat);
        }
        return segments;
    }

    private static String type(Gen gen) {
        String type = gen.either() ? gen.of("face", "image", "at", "share", "json") : gen.word(1, 4, NAME);
        return type.equals("text") || type.equals("node") ? "face" : type;
    }

    /** What fits the grammar: not empty, no {@code , ] =}, no white space around; all else is literal (CQ-06). */
    private static String key(Gen gen) {
        return gen.oneIn(4)
                ? gen.of("k&amp;", "&#44;", "a b", "[", "[CQ:x", "你", "😀", "k#;", "&")
                : gen.word(1, 3, NAME);
    }

    private static String almostCodes(Gen gen) {
        StringBuilder out = new StringBuilder();
        for (int n = gen.from(1, 4); n > 0; n--) {
            out.append(gen.join(2, DIFFICULT));
            out.append(gen.oneIn(12) ? gen.of("[cq:", "[CQ :", "[C", "[CQ", "CQ:", "[ CQ:") : "[CQ:");
            out.append(gen.oneIn(8) ? gen.of("", " ", "fa[", "表情", "a=", "face ", "a\n") : "");
            out.append(gen.oneIn(10) ? gen.of("", "text") : gen.word(1, 3, NAME));
            for (int p = gen.below(5); p > 0; p--) {
                out.append(gen.oneIn(12) ? "" : ",");
                out.append(gen.of("", "", "", " ", "\t", "\r\n"));
                out.append(gen.oneIn(8) ? gen.of("", "&amp;", "[", "[CQ:") : gen.of("k", "k", "id", "text", "a b"));
                out.append(gen.of("", "", "", " ", "\n"));
                out.append(gen.oneIn(8) ? "" : "=");
                out.append(gen.join(3, DIFFICULT).replace(gen.either() ? "]" : "你", ""));
            }
            out.append(gen.oneIn(10) ? "" : "]");
        }
        return out.append(gen.join(1, DIFFICULT)).toString();
    }

    /** One element of an array form, with the segment it is by itself and the one it is in a string. */
    private static GeneratedJson element(
            Gen gen, List<List<String>> asArray, List<List<String>> asString, int nesting) {
        Map<String, GeneratedJson> data = new LinkedHashMap<>();
        List<String> array = new ArrayList<>();
        List<String> string = new ArrayList<>();
        boolean node = nesting > 0 && gen.oneIn(8);
        String type = gen.oneIn(3) ? "text" : node ? "node" : type(gen);
        array.add(type);
        string.add(type);
        if (type.equals("text")) {
            if (!gen.oneIn(8)) {
                param(gen, "text", data, array, string);
            }
        } else {
            for (int p = gen.below(4); p > 0; p--) {
                String key = key(gen);
                if (!data.containsKey(key)) {
                    param(gen, key, data, array, string);
                }
            }
        }
        if (type.equals("node")) {
            List<List<String>> innerArray = new ArrayList<>();
            List<List<String>> innerString = new ArrayList<>();
            List<GeneratedJson> items = new ArrayList<>();
            for (int n = gen.below(3); n > 0; n--) {
                items.add(element(gen, innerArray, innerString, nesting - 1));
            }
            GeneratedJson content = GeneratedJson.array(gen, items);
            data.put("content", content);
            array.addAll(List.of("content", content.compact()));
            string.addAll(List.of("content", written(merged(innerString))));
        }
        asArray.add(array);
        asString.add(string);
        Map<String, GeneratedJson> members = new LinkedHashMap<>();
        GeneratedJson typeJson = GeneratedJson.string(gen, type);
        if (gen.either()) {
            members.put("type", typeJson);
        }
        if (!data.isEmpty() || gen.oneIn(3)) {
            members.put("data", GeneratedJson.object(gen, data));
        } else if (gen.either()) {
            members.put("data", GeneratedJson.ofNull()); // MSG-06
        }
        members.putIfAbsent("type", typeJson);
        return GeneratedJson.object(gen, members);
    }

    /** MSG-07. */
    private static void param(
            Gen gen, String key, Map<String, GeneratedJson> data, List<String> array, List<String> string) {
        GeneratedJson value =
                gen.either() ? GeneratedJson.string(gen, gen.join(5, DIFFICULT)) : GeneratedJson.any(gen, 2);
        data.put(key, value);
        if (java.util.Objects.equals(value.plain(), GeneratedJson.NULL)) {
            return;
        }
        String text = value.plain() instanceof String s ? s : value.compact();
        array.addAll(List.of(key, text));
        string.addAll(List.of(key, text));
    }

    /** MSG-05. */
    private static GeneratedJson wrongElement(Gen gen) {
        return gen.by(
                () -> GeneratedJson.number(gen.integer(3)),
                () -> GeneratedJson.bool(gen.either()),
                GeneratedJson::ofNull,
                () -> GeneratedJson.string(gen, "[CQ:face,id=1]"),
                () -> GeneratedJson.array(gen, List.of()),
                () -> GeneratedJson.object(gen, Map.of()),
                () -> GeneratedJson.object(gen, Map.of("data", GeneratedJson.object(gen, 0))),
                () -> GeneratedJson.object(gen, Map.of("type", GeneratedJson.string(gen, ""))),
                () -> GeneratedJson.object(gen, Map.of("type", notString(gen))),
                () -> GeneratedJson.object(
                        gen, Map.of("type", GeneratedJson.string(gen, "face"), "data", notObject(gen))));
    }

    private static GeneratedJson notString(Gen gen) {
        return gen.by(
                () -> GeneratedJson.number("1"),
                () -> GeneratedJson.bool(true),
                GeneratedJson::ofNull,
                () -> GeneratedJson.array(gen, 0));
    }

    private static GeneratedJson notObject(Gen gen) {
        return gen.by(
                () -> GeneratedJson.number("1"),
                () -> GeneratedJson.bool(false),
                () -> GeneratedJson.string(gen, "x"),
                () -> GeneratedJson.array(gen, 1));
    }

    /** A string or an empty array alone is a message by itself, no wrong element of one. */
    private static boolean isRight(GeneratedJson form) {
        return form.plain() instanceof String || form.compact().equals("[]");
    }
}
