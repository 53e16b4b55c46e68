package io.github.onekyu.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    @ParameterizedTest
    @CsvSource({"128512,😀", "10000035,#️⃣", "10000048,0️⃣", "9996,✌", "100000,𘚠"})
    @Tag("ENH-12")
    void emojiBecomeTheirCharacters(String id, String expected) {
        String cq = "a[CQ:emoji,id=" + id + "]b";
        assertThat(Emoji.convert(cq)).isEqualTo("a" + expected + "b");
        assertThat(Emoji.convert(Message.parse(cq))).isEqualTo(Message.text("a" + expected + "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[CQ:emoji]",
                "[CQ:emoji,id=]",
                "[CQ:emoji,id=x]",
                "[CQ:emoji,id=0]",
                "[CQ:emoji,id=-1]",
                "[CQ:emoji,id=55357]",
                "[CQ:emoji,id=1114112]",
                "[CQ:emoji,id=99999999999999999999]",
                "[CQ:face,id=128512]"
            })
    @Tag("ENH-12")
    void whatIsNoCharacterStaysAsItIs(String cq) {
        assertThat(Emoji.convert(cq)).isEqualTo(cq);
        assertThat(Emoji.convert(Message.parse(cq))).isEqualTo(Message.parse(cq));
    }

    @Test
    @Tag("ENH-12")
    void theRestOfARawMessageIsNotTouched() {
        assertThat(Emoji.convert("[[CQ:emoji,id=128512]&lt;[CQ:face, id=1]")).isEqualTo("[😀&lt;[CQ:face, id=1]");
    }

    @Test
    @Tag("ENH-12")
    void charactersThatMeanSomethingInACqStringAreEscapedThere() {
        assertThat(Emoji.convert("[CQ:emoji,id=91]CQ:face[CQ:emoji,id=93]")).isEqualTo("&#91;CQ:face&#93;");
        assertThat(Emoji.convert("[CQ:emoji,id=38]amp;")).isEqualTo("&amp;amp;");
        assertThat(Emoji.convert(Message.parse("[CQ:emoji,id=91]x"))).isEqualTo(Message.text("[x"));
        assertThat(Emoji.convert("[CQ:emoji,id=36]1\\")).isEqualTo("$1\\");
    }
}
