package io.github.onekyu.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonNull;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallChannelTest {
    private final List<ActionRequest> requests = new ArrayList<>();
    private final ActionDispatcher dispatcher = (request, caller) -> {
        requests.add(request);
        return CompletableFuture.completedFuture(
                request.action().equals("known")
                        ? new ActionResponse.Done(JsonNull.NULL)
                        : new ActionResponse.UnknownAction(request.action()));
    };
    private final CallChannel channel = new CallChannel(dispatcher, Caller.of("test", ""));

    private String reply(String message) {
        List<byte[]> replies = new ArrayList<>();
        channel.received(message, replies::add);
        assertThat(replies).as("exactly one reply").hasSize(1);
        return new String(replies.get(0), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @Tag("WS-20")
    @ValueSource(
            strings = {
                "1648451782",
                "\"1\"",
                "true",
                "null",
                "[1,{\"a\":null}]",
                "{\"seq\":7}",
                "18446744073709551615",
                "1.10",
                "\"\"",
                "1e400",
                "-0",
                "{ \"a\" : 1, \"a\":2 }",
                "\"\\u4f60\\/\\\"}\"",
                "123456789012345678901234567890",
                "[\"]\",\"\\\\\"]",
                "\"你好😀\"",
                "{\"x\":{\"y\":[[],{}]}}"
            })
    void theEchoComesBackByteForByte(String echo) {
        assertThat(reply("{\"action\":\"known\",\"echo\":" + echo + "}"))
                .isEqualTo("{\"status\":\"ok\",\"retcode\":0,\"data\":null,\"echo\":" + echo + "}");
        assertThat(reply(" { \"echo\" :\n" + echo + "\t, \"action\" : \"known\" } "))
                .isEqualTo("{\"status\":\"ok\",\"retcode\":0,\"data\":null,\"echo\":" + echo + "}");
    }

    @Test
    @Tag("WS-20")
    void noEchoNoKeyAndOnlyTheOutermostOneCounts() {
        assertThat(reply("{\"action\":\"known\",\"params\":{\"echo\":1},\"x\":[{\"echo\":2}]}"))
                .isEqualTo("{\"status\":\"ok\",\"retcode\":0,\"data\":null}");
    }

    @Test
    @Tag("WS-15")
    @Tag("WS-20")
    void theLastOfSeveralEchoesWinsAlsoWhenItsNameIsEscaped() {
        assertThat(reply("{\"action\":\"known\",\"echo\":1,\"\\u0065cho\":2.0}"))
                .endsWith(",\"echo\":2.0}");
    }

    @ParameterizedTest
    @Tag("WS-13")
    @Tag("WS-21")
    @ValueSource(
            strings = {
                "x",
                "",
                "[]",
                "1",
                "\"a\"",
                "null",
                "[1,2",
                "{\"action\":\"known\"} x",
                "{\"action\":\"known\",}",
                "{'action':'known'}",
                "{\"action\":\"known\"",
                "\u0000",
                "{\"echo\":1}]"
            })
    void whatIsNoObjectIs1400WithoutEcho(String message) {
        assertThat(reply(message))
                .startsWith("{\"status\":\"failed\",\"retcode\":1400,\"data\":null")
                .doesNotContain("\"echo\":");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @Tag("WS-13")
    @Tag("WS-21")
    @ValueSource(strings = {"{\"echo\":\"e\"}", "{\"action\":1,\"echo\":\"e\"}", "{\"action\":null,\"echo\":\"e\"}"})
    void anObjectWithoutAnActionIs1400WithItsEcho(String message) {
        assertThat(reply(message))
                .startsWith("{\"status\":\"failed\",\"retcode\":1400,")
                .endsWith(",\"echo\":\"e\"}");
    }

    @Test
    @Tag("WS-16")
    void anUnknownActionIs1404() {
        assertThat(reply("{\"action\":\"\",\"echo\":1}"))
                .isEqualTo("{\"status\":\"failed\",\"retcode\":1404,\"data\":null,\"echo\":1}");
    }

    @ParameterizedTest
    @Tag("WS-11")
    @ValueSource(strings = {"", ",\"params\":null", ",\"params\":[1]", ",\"params\":\"x\"", ",\"params\":1"})
    void paramsThatAreNoObjectAreEmpty(String params) {
        reply("{\"action\":\"known\"" + params + "}");

        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request.params().json()).isEqualTo(Json.parse("{}")));
    }

    @ParameterizedTest
    @Tag("WS-15")
    @ValueSource(strings = {"%s", "{\"action\":\"known\",\"params\":{\"a\":%s},\"echo\":1}"})
    void aDepthBombIs1400(String frame) {
        String bomb = "[".repeat(10_000) + "]".repeat(10_000);

        assertThat(reply(String.format(frame, bomb))).contains("\"retcode\":1400");
    }

    @Test
    @Tag("WS-14")
    void binaryMessagesAreServedLikeTextAndBadUtf8Is1400() {
        List<byte[]> replies = new ArrayList<>();
        channel.received(
                ByteBuffer.wrap("{\"action\":\"known\",\"echo\":1}".getBytes(StandardCharsets.UTF_8)), replies::add);
        channel.received(ByteBuffer.wrap(new byte[] {'"', (byte) 0xff, '"'}), replies::add);

        assertThat(new String(replies.get(0), StandardCharsets.UTF_8)).contains("\"status\":\"ok\"");
        assertThat(new String(replies.get(1), StandardCharsets.UTF_8)).contains("\"retcode\":1400");
    }
}
