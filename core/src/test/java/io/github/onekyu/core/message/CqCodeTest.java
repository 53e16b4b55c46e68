package io.github.onekyu.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CqCodeTest {
    /** The table of message.md §2.4: input, segments as JSON, canonical string (empty: the input itself). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            nullValues = "same",
            value = {
                "hello¦[T'hello']¦same",
                "&#91;a&#93;[CQ:image,file=1.jpg]b¦[T'[a]',{'type':'image','data':{'file':'1.jpg'}},T'b']¦same",
                "[CQ:face,id=14] [CQ:image,file=1.jpg]¦[{'type':'face','data':{'id':'14'}},T' ',"
                        + "{'type':'image','data':{'file':'1.jpg'}}]¦same",
                "[CQ:shake]¦[{'type':'shake','data':{}}]¦same",
                "[CQ:]¦[T'[CQ:]']¦&#91;CQ:&#93;",
                "[CQ:a]¦[{'type':'a','data':{}}]¦same",
                "[cq:face,id=1]¦[T'[cq:face,id=1]']¦&#91;cq:face,id=1&#93;",
                "[CQ:face, id=14]¦[{'type':'face','data':{'id':'14'}}]¦[CQ:face,id=14]",
                "[CQ:face ,id=14]¦[T'[CQ:face ,id=14]']¦&#91;CQ:face ,id=14&#93;",
                "[CQ:image,file=a¦[T'[CQ:image,file=a']¦&#91;CQ:image,file=a",
                "[CQ:image,file=[CQ:face,id=1]x¦[{'type':'image','data':{'file':'[CQ:face','id':'1'}},T'x']"
                        + "¦[CQ:image,file=&#91;CQ:face,id=1]x",
                "[CQ:fa[CQ:face,id=1]¦[T'[CQ:fa',{'type':'face','data':{'id':'1'}}]¦&#91;CQ:fa[CQ:face,id=1]",
                "[[CQ:face,id=1]]¦[T'[',{'type':'face','data':{'id':'1'}},T']']¦&#91;[CQ:face,id=1]&#93;",
                "[CQ:at,qq=1][CQ:at,qq=2]¦[{'type':'at','data':{'qq':'1'}},{'type':'at','data':{'qq':'2'}}]¦same",
                "a]b[c¦[T'a]b[c']¦a&#93;b&#91;c",
                "&amp;#91;¦[T'&#91;']¦same",
                "a&#44;b¦[T'a,b']¦a,b",
                "[CQ:share,title=a=b,url=http://x/?p=1&amp;q=2]"
                        + "¦[{'type':'share','data':{'title':'a=b','url':'http://x/?p=1&q=2'}}]¦same",
                "[CQ:share,title=x&#44;y]¦[{'type':'share','data':{'title':'x,y'}}]¦same",
                "[CQ:image,file=1.jpg,file=2.jpg]¦[{'type':'image','data':{'file':'2.jpg'}}]¦[CQ:image,file=2.jpg]",
                "[CQ:image,cache,file=1.jpg]¦[{'type':'image','data':{'file':'1.jpg'}}]¦[CQ:image,file=1.jpg]",
                "[CQ:text,text=hi]¦[T'hi']¦hi",
                "[CQ:表情,id=1]¦[T'[CQ:表情,id=1]']¦&#91;CQ:表情,id=1&#93;",
                "&lt;&#x5B;¦[T'&lt;&#x5B;']¦&amp;lt;&amp;#x5B;",
                "[CQ:json,data={\"a\":&#91;1&#44;2&#93;}]¦[{'type':'json','data':{'data':'{\\\"a\\\":[1,2]}'}}]¦same",
                "[CQ:image,file=base64://iVBORw0KGgo=]"
                        + "¦[{'type':'image','data':{'file':'base64://iVBORw0KGgo='}}]¦same",
                "[CQ:image,file= a b ]¦[{'type':'image','data':{'file':' a b '}}]¦same",
                "[CQ:my_seg-1.x,k=v]¦[{'type':'my_seg-1.x','data':{'k':'v'}}]¦same",
                "[CQ:face,id=1,]¦[{'type':'face','data':{'id':'1'}}]¦[CQ:face,id=1]"
            })
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
    @Tag("CQ-13")
    @Tag("CQ-14")
    void vectors(String input, String segments, String canonical) {
        Message message = Message.parse(input);
        assertThat(message.toJson()).isEqualTo(Json.parse(json(segments)));
        assertThat(message.toCqCode()).isEqualTo(canonical == null ? input : canonical);
        assertThat(Message.parse(message.toCqCode())).isEqualTo(message);
    }

    /** {@code T'x'} is short for a text segment, and {@code '} for a quote. */
    private static String json(String compact) {
        return compact.replaceAll("T'([^']*)'", "{'type':'text','data':{'text':'$1'}}")
                .replace('\'', '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[CQ:",
                "[CQ:a",
                "[CQ:a,",
                "[CQ:a,b=c",
                "x[CQ:[CQ:[CQ:",
                "]]]]",
                "[CQ:,a=b]",
                "[CQ:,]",
                "] [CQ:a",
                "[CQ :a]",
                "[ CQ:a]",
                "[CQ:a\n]",
                "[CQ:a b]",
                "[CQ:a=b]",
                "[CQ",
                "["
            })
    @Tag("CQ-01")
    @Tag("CQ-09")
    @Tag("CQ-10")
    void whatIsNoCompleteCodeIsText(String input) {
        assertThat(Message.parse(input)).isEqualTo(Message.text(input));
    }

    @Test
    @Tag("CQ-04")
    void theCharacterThatBreaksANameMayBeginACode() {
        assertThat(Message.parse("[CQ:[CQ:x][CQ:a[CQ:b[CQ:y]").segments())
                .containsExactly(
                        MessageSegment.text("[CQ:"),
                        MessageSegment.of("x"),
                        MessageSegment.text("[CQ:a[CQ:b"),
                        MessageSegment.of("y"));
    }

    @Test
    @Tag("CQ-05")
    @Tag("CQ-06")
    @Tag("CQ-07")
    @Tag("CQ-08")
    void paramsAreReadAsTheRulesSay() {
        MessageSegment segment = Message.parse("[CQ:x,\t k = v ,=e, =e,,k&amp;=1,u=&#44;&lt;,flag,a=,k= w,n=l\nm]")
                .segments()
                .get(0);
        JsonObject expected = JsonObject.builder()
                .put("k", " w")
                .put("k&amp;", "1")
                .put("u", ",&lt;")
                .put("a", "")
                .put("n", "l\nm")
                .build();
        assertThat(segment.data()).isEqualTo(expected);
        assertThat(segment.data().members().keySet()).containsExactly("k", "k&amp;", "u", "a", "n");
    }

    @Test
    @Tag("CQ-11")
    void entitiesAreReadOnceAndOnlyTheFour() {
        assertThat(CqCode.unescape("&#44;&#91;&#93;&amp;")).isEqualTo(",[]&");
        assertThat(CqCode.unescape("&amp;amp;&amp;#44;&&amp;#93;")).isEqualTo("&amp;&#44;&&#93;");
        for (String other : new String[] {
            "&", "&a", "&am", "&amp", "&AMP;", "&#4;", "&#44", "&#444;", "&#9", "&#", "&#x5B;", "&#91", "&#9 1;",
            "&quot;"
        }) {
            assertThat(CqCode.unescape(other)).isEqualTo(other);
        }
    }

    @Test
    @Tag("CQ-12")
    void textCodesAreTextEvenBetweenTexts() {
        assertThat(Message.parse("a[CQ:text,text=&#91;b&#44;]c")).isEqualTo(Message.text("a[b,c"));
        assertThat(Message.parse("[CQ:text]").isEmpty()).isTrue();
    }

    @Test
    @Tag("CQ-14")
    void paramsAreWrittenInTheirOrder() {
        String cq = "[CQ:share,url=u,title=t,content=c,image=i]";
        assertThat(Message.parse(cq).toCqCode()).isEqualTo(cq);
    }

    /** Outside the grammar nothing can round-trip, but neither may a value break out of its place. */
    @Test
    void typesAndKeysThatDoNotFitCannotForgeACode() {
        Message odd = Message.of(
                MessageSegment.of("x][CQ:at,qq=all", "k],[CQ:at,qq", "v"),
                MessageSegment.of("y", "a]=[CQ:at,b", "v"),
                MessageSegment.of("z", " ", "v"));
        assertThat(Message.parse(odd.toCqCode()).segments())
                .extracting(MessageSegment::type)
                .containsExactly("text", "y", "z");
    }

    @Test
    @Tag("SEG-20")
    void aNodesContentIsWrittenAsTheStringOfTheSameMessage() {
        Message nested = Message.parse("a[CQ:face,id=1],&amp;");
        Message node = Message.of(new MessageSegment(
                "node",
                JsonObject.builder()
                        .put("nickname", "n")
                        .put("content", nested.toJson())
                        .build()));
        Message read = Message.parse(node.toCqCode());
        assertThat(read.segments().get(0).value("content").map(Message::parse)).contains(nested);
    }

    @Test
    @Tag("CQ-15")
    void everyMessageOfTheGrammarSurvivesWritingAndReading() {
        Random random = new Random(415);
        for (int i = 0; i < 20_000; i++) {
            List<MessageSegment> segments = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                segments.add(randomSegment(random));
            }
            Message message = new Message(segments);
            String cq = message.toCqCode();
            assertThat(Message.parse(cq)).as(cq).isEqualTo(message);
            assertThat(Message.of(message.toJson(), false)).contains(message);
            assertThat(Message.of(new JsonString(cq), false)).contains(message);
        }
    }

    @Test
    @Tag("CQ-15")
    void writingWhatWasReadIsCanonical() {
        Random random = new Random(1510);
        String[] parts = {
            "[CQ:",
            "[",
            "]",
            ",",
            "=",
            "&",
            "&amp;",
            "&#91;",
            "&#93;",
            "&#44;",
            ";",
            "#",
            " ",
            "face",
            "text",
            "a",
            "你",
            "😀",
            "\n",
            "CQ:",
            "&am",
            "k=v",
            "[CQ:text,text="
        };
        for (int i = 0; i < 50_000; i++) {
            StringBuilder input = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                input.append(parts[random.nextInt(parts.length)]);
            }
            Message message = Message.parse(input.toString());
            String once = message.toCqCode();
            assertThat(Message.parse(once)).as(input.toString()).isEqualTo(message);
            assertThat(Message.parse(once).toCqCode()).as(input.toString()).isEqualTo(once);
        }
    }

    private static MessageSegment randomSegment(Random random) {
        if (random.nextInt(3) == 0) {
            return MessageSegment.text(randomValue(random));
        }
        JsonObject.Builder data = JsonObject.builder();
        for (int n = random.nextInt(4); n > 0; n--) {
            data.put(randomName(random), randomValue(random));
        }
        return new MessageSegment(randomName(random), data.build());
    }

    private static String randomName(Random random) {
        String alphabet = "abyzABYZ0189_-.";
        StringBuilder name = new StringBuilder();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return name.toString();
    }

    private static String randomValue(Random random) {
        String[] parts = {
            "&",
            ",",
            "[",
            "]",
            "=",
            "\n",
            "😀",
            "&#91;",
            "&amp;",
            "&#44;",
            "[CQ:face,id=1]",
            " ",
            "x",
            "你",
            "&amp",
            ";",
            "\0"
        };
        StringBuilder value = new StringBuilder();
        for (int n = random.nextInt(6); n > 0; n--) {
            value.append(parts[random.nextInt(parts.length)]);
        }
        return value.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[CQ:",
                "[CQ:a",
                "[CQ:a,",
                "[CQ:a,b",
                "[CQ:a,b=",
                "[CQ:a]",
                "[CQ:a,]",
                "[CQ:a,x]",
                "[",
                "]",
                "&",
                "&#",
                ",",
                "&amp;",
                "[CQ:]",
                "[CQ:,",
                "[C",
                "[CQ:a b]",
                "=",
                ",="
            })
    @Tag("CQ-01")
    @Tag("CQ-09")
    void hostileInputTakesLinearTime(String part) {
        String bulk = part.repeat(2_000_000 / part.length());
        for (String input : new String[] {bulk, bulk + "]", "[CQ:x," + bulk, "[CQ:x," + bulk + "]", "]" + bulk}) {
            Message message = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Message.parse(input));
            String written = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), message::toCqCode);
            assertThat(written).isNotNull();
        }
    }
}
