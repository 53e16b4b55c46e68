package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void eachKindIsToldApart() {
        assertThat(Frames.read(json("{'post_type':'x','echo':1}"))).isInstanceOf(Frames.Event.class);
        assertThat(Frames.read(json("{'status':'ok','retcode':0,'echo':'7'}"))).isInstanceOf(Frames.Answer.class);
        assertThat(((Frames.Answer) Frames.read(json("{'retcode':0,'echo':7}"))).echo())
                .isEqualTo("7");
        assertThat(Frames.read(json("{'retcode':1403,'echo':null,'wording':'no'}")))
                .isEqualTo(new Frames.Refusal("no"));
        assertThat(Frames.read(json("{'retcode':1403,'echo':'7'}"))).isInstanceOf(Frames.Answer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "1", "{}", "{'retcode':0}", "{'retcode':1400,'echo':''}"})
    void whatIsNeitherIsDropped(String text) {
        assertThat(Frames.read(json(text))).isInstanceOf(Frames.Unreadable.class);
    }

    @ParameterizedTest
    @Tag("LNK-04")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data':{'type':'stream'},'stream':'stream-action'}   | false",
                "{'data':{'type':'response'},'stream':'stream-action'} | true",
                "{'data':{'type':'error'},'stream':'stream-action'}    | true",
                "{'data':{'type':'other'}}                             | true",
                "{'data':{'type':'other'},'stream':'normal-action'}    | true",
                "{'data':null,'stream':'stream-action'}                | true",
            })
    void onlyAPartOfAStreamIsNotTheLast(String answer, boolean last) {
        assertThat(Frames.isLast((JsonObject) Json.parse(json(answer)))).isEqualTo(last);
    }
}
