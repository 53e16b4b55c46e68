package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirksTest {
    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @Tag("LNK-15")
    @CsvSource({
        "NapCat.Onebot, NapCat",
        "LLOneBot, LuckyLilliaBot",
        "LLBot, LuckyLilliaBot",
        "Lagrange.OneBot, Lagrange.OneBot",
        "go-cqhttp, go-cqhttp",
        "never heard of, any",
    })
    void theProfileIsChosenByTheName(String appName, String profile) {
        assertThat(Quirks.of(appName).name()).isEqualTo(profile);
    }

    @Test
    @Tag("LNK-15")
    void everyEntryNamesItsSource() throws Exception {
        JsonObject file;
        try (InputStream in = Quirks.class.getResourceAsStream("quirks.json")) {
            file = (JsonObject) Json.parse(in.readAllBytes());
        }
        JsonArray profiles = file.array("profiles").orElseThrow();
        assertThat(profiles.size()).isEqualTo(5);
        profiles.forEach(profile -> ((JsonObject) profile)
                .array("unknown_action")
                .orElseThrow()
                .forEach(sign -> assertThat(((JsonObject) sign).string("source", ""))
                        .as("%s", sign)
                        .isNotBlank()));
    }

    @ParameterizedTest
    @Tag("LNK-16")
    @CsvSource({
        "NapCat.Onebot, 200, 200, 不支持的Api x, true",
        "NapCat.Onebot, 200, 200, 不支持的Api y, false",
        "NapCat.Onebot, 200, 200, failed, false",
        "NapCat.Onebot, 200, 1404, 不支持的API x, true",
        "LLOneBot, 404, 404, x API 不存在, true",
        "Lagrange.OneBot, 200, 404, '', true",
        "go-cqhttp, 200, 1404, API不存在, true",
        "other, 200, 404, '', false",
        "other, 404, 103, '', true",
        "other, 200, 1404, '', true",
        "other, 200, 100, '', false",
    })
    void whatMeansThatThereIsNoSuchActionIsKnownOfEach(
            String appName, int status, int retcode, String words, boolean unknown) {
        JsonObject answer = json("{'status':'failed','retcode':" + retcode + ",'data':null,'wording':'" + words + "'}");
        assertThat(Quirks.of(appName).isUnknownAction("x", answer, status)).isEqualTo(unknown);
    }
}
