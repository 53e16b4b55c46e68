package io.github.onekyu.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final Message FACE = Message.of(MessageSegment.of("face", "id", "1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"[CQ:face,id=1]\"",
                "[{\"type\":\"face\",\"data\":{\"id\":\"1\"}}]",
                "{\"type\":\"face\",\"data\":{\"id\":\"1\"}}"
            })
    @Tag("MSG-01")
    @Tag("PAR-09")
    void theThreeFormsAreOneMessage(String json) {
        assertThat(read(json)).contains(FACE);
    }

    @Test
    @Tag("MSG-02")
    void autoEscapeTakesAStringAsItStands() {
        assertThat(Message.of(new JsonString("[CQ:face,id=1]&amp;"), true))
                .contains(Message.text("[CQ:face,id=1]&amp;"));
        assertThat(Message.of(new JsonString("[CQ:face,id=1]&amp;"), false).map(Message::toJson))
                .contains((JsonArray) Json.parse("[{\"type\":\"face\",\"data\":{\"id\":\"1\"}},"
                        + "{\"type\":\"text\",\"data\":{\"text\":\"&\"}}]"));
    }

    @Test
    @Tag("MSG-03")
    void autoEscapeMeansNothingToArraysAndSegments() {
        assertThat(Message.of(FACE.toJson(), true)).contains(FACE);
        assertThat(Message.of(FACE.toJson().get(0), true)).contains(FACE);
    }

    @Test
    @Tag("MSG-04")
    void segmentValuesAreLiteral() {
        assertThat(read("{\"type\":\"text\",\"data\":{\"text\":\"&amp;[x]\"}}")).contains(Message.text("&amp;[x]"));
        assertThat(read("{\"type\":\"share\",\"data\":{\"url\":\"a&amp;b\"}}")
                        .flatMap(message -> message.segments().get(0).value("url")))
                .contains("a&amp;b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"data\":{}}]",
                "[\"a\"]",
                "[{\"type\":\"face\",\"data\":\"x\"}]",
                "[{\"type\":\"face\",\"data\":[]}]",
                "[{\"type\":\"\",\"data\":{}}]",
                "[{\"type\":1}]",
                "[{\"type\":null}]",
                "[null]",
                "[[]]",
                "[{\"type\":\"face\"},1]",
                "{}",
                "{\"type\":\"face\",\"data\":1}"
            })
    @Tag("MSG-05")
    void oneWrongElementMakesTheMessageInvalid(String json) {
        assertThat(read(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "1.5", "true", "false", "null"})
    @Tag("PAR-09")
    void otherJsonTypesAreNoMessage(String json) {
        assertThat(read(json)).isEmpty();
        assertThat(Message.of(Json.parse(json), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"type\":\"shake\",\"data\":null}", "{\"type\":\"shake\"}", "{\"type\":\"shake\",\"data\":{}}"
            })
    @Tag("MSG-06")
    void missingDataIsEmptyData(String json) {
        assertThat(read(json)).contains(Message.of(MessageSegment.of("shake")));
    }

    @Test
    @Tag("MSG-07")
    void valuesBecomeTheirJsonText() {
        Message message = read("{\"type\":\"x\",\"data\":{\"n\":1,\"d\":1.10,\"big\":18446744073709551615,\"t\":true,"
                        + "\"f\":false,\"o\":{\"a\": [1]},\"l\":[ 1, \"键\"],\"s\":\" s \"}}")
                .orElseThrow();
        assertThat(message.segments().get(0).data())
                .isEqualTo(Json.parse("{\"n\":\"1\",\"d\":\"1.10\",\"big\":\"18446744073709551615\",\"t\":\"true\","
                        + "\"f\":\"false\",\"o\":\"{\\\"a\\\":[1]}\",\"l\":\"[1,\\\"键\\\"]\",\"s\":\" s \"}"));
    }

    @Test
    @Tag("MSG-07")
    void nullValuesAreDropped() {
        assertThat(read("{\"type\":\"image\",\"data\":{\"file\":\"a\",\"timeout\":null}}"))
                .contains(Message.of(MessageSegment.of("image", "file", "a")));
        assertThat(read("{\"type\":\"image\",\"data\":{\"timeout\":null}}")
                        .orElseThrow()
                        .segments())
                .containsExactly(MessageSegment.of("image"));
    }

    @Test
    @Tag("MSG-07")
    @Tag("SEG-20")
    void theContentOfANodeStaysStructured() {
        String nested = "[{\"type\":\"node\",\"data\":{\"content\":{\"type\":\"face\",\"data\":{\"id\":1}}}}]";
        Message message = read("{\"type\":\"node\",\"data\":{\"user_id\":7,\"content\":" + nested + "}}")
                .orElseThrow();
        assertThat(message.segments().get(0).data())
                .isEqualTo(Json.parse("{\"user_id\":\"7\",\"content\":" + nested + "}"));
        assertThat(read("{\"type\":\"node\",\"data\":{\"content\":\"[CQ:face,id=1]\"}}")
                        .flatMap(node -> node.segments().get(0).value("content")))
                .contains("[CQ:face,id=1]");
        assertThat(read("{\"type\":\"share\",\"data\":{\"content\":[1]}}")
                        .flatMap(share -> share.segments().get(0).value("content")))
                .contains("[1]");
    }

    @Test
    @Tag("MSG-08")
    void adjacentTextsAreMerged() {
        assertThat(read(texts("a", "b"))).contains(Message.text("ab"));
        Message message = Message.of(
                MessageSegment.text("a"),
                MessageSegment.text(""),
                MessageSegment.text("b"),
                FACE.segments().get(0),
                MessageSegment.text(""),
                FACE.segments().get(0),
                MessageSegment.text("c"),
                MessageSegment.text("d"));
        assertThat(message.toCqCode()).isEqualTo("ab[CQ:face,id=1][CQ:face,id=1]cd");
        assertThat(message.segments()).hasSize(4);
        assertThat(Message.text("a").plus(Message.text("b"))).isEqualTo(Message.text("ab"));
    }

    @Test
    @Tag("MSG-08")
    void manyTextsAreMergedInLinearTime() {
        String one = texts("a").substring(1, texts("a").length() - 1);
        Message message = read("[" + (one + ",").repeat(200_000) + one + "]").orElseThrow();
        assertThat(message).isEqualTo(Message.text("a".repeat(200_001)));
    }

    @Test
    @Tag("MSG-09")
    void aTextWithoutTextIsEmpty() {
        assertThat(read("[{\"type\":\"text\"}]").orElseThrow().isEmpty()).isTrue();
        assertThat(read("[{\"type\":\"text\",\"data\":{\"text\":null}}]")
                        .orElseThrow()
                        .isEmpty())
                .isTrue();
        assertThat(read("[{\"type\":\"text\",\"data\":{\"x\":1}},{\"type\":\"face\",\"data\":{\"id\":1}}]"))
                .contains(FACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "[]",
                "{\"type\":\"text\",\"data\":{\"text\":\"\"}}",
                "[{\"type\":\"text\",\"data\":{\"text\":\"\"}},{\"type\":\"text\",\"data\":{}}]"
            })
    @Tag("MSG-10")
    void nothingToSendIsEmptyInEveryForm(String json) {
        assertThat(read(json).orElseThrow().isEmpty()).isTrue();
        assertThat(Message.of(Json.parse(json), true).orElseThrow().isEmpty()).isTrue();
        assertThat(read(json).orElseThrow().toJson().size()).isZero();
    }

    @Test
    @Tag("MSG-10")
    void whiteSpaceIsNotEmpty() {
        assertThat(read("\" \"").orElseThrow().isEmpty()).isFalse();
        assertThat(read("\"\\n\"").orElseThrow().isEmpty()).isFalse();
    }

    @Test
    @Tag("MSG-11")
    void unknownTypesStayAsTheyAre() {
        assertThat(Message.parse("[CQ:foo,a=b]").toJson())
                .isEqualTo(Json.parse("[{\"type\":\"foo\",\"data\":{\"a\":\"b\"}}]"));
    }

    @Test
    @Tag("MSG-12")
    void bothFormsOfTheDocumentedExampleAreTheSameFourSegments() {
        String cq = "&#91;第一部分&#93;[CQ:image,file=123.jpg]图片之后的部分，表情：[CQ:face,id=123]";
        String json = "[{\"type\":\"text\",\"data\":{\"text\":\"[第一部分]\"}},"
                + "{\"type\":\"image\",\"data\":{\"file\":\"123.jpg\"}},"
                + "{\"type\":\"text\",\"data\":{\"text\":\"图片之后的部分，表情：\"}},"
                + "{\"type\":\"face\",\"data\":{\"id\":\"123\"}}]";
        assertThat(Message.parse(cq).toJson()).hasToString(json);
        assertThat(read(json).orElseThrow().toCqCode()).isEqualTo(cq);
    }

    @Test
    @Tag("MSG-12")
    void dataIsAlwaysAnObjectOfStrings() {
        assertThat(read("[{\"type\":\"shake\",\"data\":null},{\"type\":\"at\",\"data\":{\"qq\":7,\"x\":null}}]")
                        .orElseThrow()
                        .toJson())
                .hasToString("[{\"type\":\"shake\",\"data\":{}},{\"type\":\"at\",\"data\":{\"qq\":\"7\"}}]");
    }

    @Test
    @Tag("MSG-13")
    void onlyTwoFormatsHaveAName() {
        assertThat(MessageFormat.of("string")).contains(MessageFormat.STRING);
        assertThat(MessageFormat.of("array")).contains(MessageFormat.ARRAY);
        for (String other : new String[] {"", "Array", "json", " array"}) {
            assertThat(MessageFormat.of(other)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aSegmentNeedsAType() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new MessageSegment("", JsonObject.EMPTY));
    }

    @Test
    void nestingToTheDepthThatJsonAllowsDoesNoHarm() {
        int levels = (Json.MAX_DEPTH - 2) / 3;
        String deep = "[{\"type\":\"node\",\"data\":{\"content\":".repeat(levels) + "\"x\"" + "}}]".repeat(levels);
        Message message = read(deep).orElseThrow();
        assertThat(message.toJson()).hasToString(deep);
        assertThat(Message.parse(message.toCqCode()).segments()).hasSize(1);
    }

    private static Optional<Message> read(String json) {
        return Message.of(Json.parse(json), false);
    }

    private static String texts(String... texts) {
        StringBuilder json = new StringBuilder();
        for (String text : texts) {
            json.append(json.isEmpty() ? "[" : ",")
                    .append(MessageSegment.text(text).toJson());
        }
        return json.append("]").toString();
    }
}
