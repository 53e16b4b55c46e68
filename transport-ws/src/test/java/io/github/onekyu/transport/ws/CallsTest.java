package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.PlainJson;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.WebSocketFrame;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls and their replies (communication.md §5.2), on {@code /api} unless said otherwise. */
class CallsTest {
    private static final String MALFORMED = "{\"status\":\"failed\",\"retcode\":1400,\"data\":null";
    private static final String LOGIN =
            "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"user_id\":10001000,\"nickname\":\"bot\"}}";

    private OneBotFixture account;
    private RawWebSocket bot;

    @BeforeEach
    void start() {
        account = Bots.account().start();
        bot = Bots.open(account, "/api");
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private String ask(String message) {
        return Bots.ask(bot, message);
    }

    private static Object json(String text) {
        return PlainJson.parse(text);
    }

    @Test
    @Tag("WS-10")
    @Tag("RSP-01")
    @Tag("RSP-02")
    @Tag("RSP-03")
    void aCallIsAnsweredWithStatusRetcodeAndData() {
        assertThat(json(ask("{\"action\":\"get_login_info\"}"))).isEqualTo(json(LOGIN));
        assertThat(json(ask("{\"other\":[1],\"action\":\"get_login_info\",\"params\":{},\"x\":null}")))
                .isEqualTo(json(LOGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "null", "1", "\"x\"", "true", "[]"})
    @Tag("WS-11")
    void paramsThatAreNoObjectCountAsNone(String params) {
        assertThat(PlainJson.object(ask("{\"action\":\"get_status\",\"params\":" + params + "}")))
                .containsEntry("retcode", BigDecimal.ZERO);
        assertThat(PlainJson.object(ask("{\"action\":\"send_msg\",\"params\":" + params + "}")))
                .containsEntry("retcode", new BigDecimal("1E+2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "",
                " ",
                "[]",
                "1",
                "\"a\"",
                "null",
                "{}",
                "{\"action\":1}",
                "{\"action\":null}",
                "{",
                "{\"ping\":1}"
            })
    @Tag("WS-13")
    @Tag("WS-12")
    @Tag("WS-21")
    void aMalformedMessageIs1400AndTheConnectionStays(String message) {
        String reply = ask(message);

        assertThat(reply).startsWith(MALFORMED);
        assertThat(PlainJson.object(reply)).doesNotContainKey("echo");
        assertThat(json(ask("{\"action\":\"get_login_info\"}"))).isEqualTo(json(LOGIN));
    }

    @Test
    @Tag("WS-13")
    @Tag("WS-16")
    void anUnknownActionIs1404() {
        for (String action : new String[] {"nope", "", "/get_status", "Get_Status", " get_status"}) {
            assertThat(ask("{\"action\":\"" + action + "\",\"echo\":1}"))
                    .as(action)
                    .isEqualTo("{\"status\":\"failed\",\"retcode\":1404,\"data\":null,\"echo\":1}");
        }
    }

    @Test
    @Tag("WS-12")
    void eachOfManyMessagesHasExactlyOneReply() {
        for (int i = 0; i < 100; i++) {
            bot.sendText("garbage " + i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(bot.nextText(Bots.SOON)).startsWith(MALFORMED);
        }
        bot.expectNoText(Bots.NEVER);
    }

    @Test
    @Tag("WS-14")
    void aBinaryMessageIsACallAndItsReplyIsText() {
        bot.sendBinary("{\"action\":\"get_login_info\",\"echo\":\"你\"}".getBytes(StandardCharsets.UTF_8));

        WebSocketFrame reply = bot.nextFrame(Bots.SOON);
        assertThat(reply.opcode()).isEqualTo(WebSocketFrame.TEXT);
        assertThat(reply.text()).endsWith(",\"echo\":\"你\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"get_status\"} x",
                "{\"action\":\"get_status\"}{}",
                "{action:\"get_status\"}",
                "{'action':'get_status'}",
                "{\"action\":\"get_status\",}",
                "{\"action\":\"get_status\"} // no",
                "{\"action\":\"get_status\",\"params\":{\"a\":NaN}}",
                "{\"action\":\"get_status\",\"params\":{\"a\":01}}",
            })
    @Tag("WS-15")
    void onlyStrictJsonIsRead(String message) {
        assertThat(ask(message)).startsWith(MALFORMED);
    }

    @Test
    @Tag("WS-15")
    void blanksAroundAreAllowedAndTheLastOfTwoMembersWins() {
        assertThat(ask(" \r\n\t{\"action\":\"get_login_info\"}\n ")).startsWith("{\"status\":\"ok\"");
        assertThat(ask("{\"action\":\"nope\",\"action\":\"get_login_info\"}")).startsWith("{\"status\":\"ok\"");
    }

    @Test
    @Tag("WS-15")
    void depthBombsAre1400() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);

        assertThat(ask(deep)).startsWith(MALFORMED);
        assertThat(ask("{\"action\":\"get_status\",\"params\":{\"a\":" + deep + "}}"))
                .startsWith(MALFORMED);
        assertThat(ask("[".repeat(1_000_000))).startsWith(MALFORMED);
        assertThat(ask("{\"action\":\"get_login_info\"}")).startsWith("{\"status\":\"ok\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1648451782",
                "\"1\"",
                "true",
                "false",
                "null",
                "[1,{\"a\":null}]",
                "{\"seq\":7}",
                "18446744073709551615",
                "-9223372036854775808",
                "12345678901234567890",
                "123456789012345678901234567890.12",
                "1.10",
                "1.0",
                "-0",
                "1E400",
                "\"\"",
                "0",
                "[]",
                "{}",
                "\"\\u4f60\\ud83d\\ude00\\n\\/\"",
                "\"你好😀/\"",
                "{\"b\":1,\"a\":[1.50,\"\\u0000\"]}",
            })
    @Tag("WS-20")
    @Tag("WS-21")
    @Tag("M-01")
    void anEchoComesBackByteForByte(String echo) {
        assertThat(ask("{\"action\":\"get_login_info\",\"echo\":" + echo + "}")).endsWith(",\"echo\":" + echo + "}");
        assertThat(ask("{\"echo\":" + echo + ",\"action\":\"nope\"}")).endsWith(",\"echo\":" + echo + "}");
        assertThat(ask("{\"echo\":" + echo + "}")).startsWith(MALFORMED).endsWith(",\"echo\":" + echo + "}");
    }

    @Test
    @Tag("WS-20")
    void ofTwoEchoesTheLastOneComesBack() {
        assertThat(ask("{\"action\":\"nope\",\"echo\":1,\"echo\":[2]}")).endsWith(",\"echo\":[2]}");
        assertThat(ask("{\"action\":\"nope\",\"params\":{\"echo\":5}}")).doesNotContain("echo");
        assertThat(ask("{\"action\":\"nope\",\"\\u0065cho\":\"e\"}")).endsWith(",\"echo\":\"e\"}");
    }

    @Test
    @Tag("WS-20")
    @Tag("M-01")
    void aVeryLongEchoComesBack() {
        String echo = "\"" + "长".repeat(100_000) + "\"";

        assertThat(ask("{\"action\":\"nope\",\"echo\":" + echo + "}")).endsWith(",\"echo\":" + echo + "}");
    }

    @Test
    @Tag("WS-20")
    @Tag("M-01")
    void twoPeersAndTwoCallsMayUseTheSameEcho() {
        RawWebSocket other = Bots.open(account, "/api");
        Gate host = account.backend().hold("get_stranger_info");
        bot.sendText("{\"action\":\"get_stranger_info\",\"params\":{\"user_id\":1},\"echo\":\"e\"}");
        bot.sendText("{\"action\":\"get_stranger_info\",\"params\":{\"user_id\":2},\"echo\":\"e\"}");
        other.sendText("{\"action\":\"get_stranger_info\",\"params\":{\"user_id\":3},\"echo\":\"e\"}");
        account.backend().awaitCalls(3);

        host.open();

        assertThat(bot.nextText(Bots.SOON) + bot.nextText(Bots.SOON))
                .contains("\"user_id\":1,")
                .contains("\"user_id\":2,");
        assertThat(other.nextText(Bots.SOON)).contains("\"user_id\":3,").endsWith("\"echo\":\"e\"}");
        bot.expectNoText(Bots.NEVER);
    }

    @Test
    @Tag("WS-22")
    @Tag("RSP-04")
    void anAsyncReplyHasTheEchoAndTheActionDoesNot() {
        String reply =
                ask("{\"action\":\"send_private_msg_async\",\"params\":{\"user_id\":1,\"message\":\"a\"},\"echo\":9}");

        assertThat(reply).isEqualTo("{\"status\":\"async\",\"retcode\":1,\"data\":null,\"echo\":9}");
        HostCall call = account.backend().awaitCall("send_private_msg");
        assertThat(call.params().json().has("echo")).isFalse();
    }

    @Test
    @Tag("PAR-12")
    void textStandsForNumbers() {
        ask("{\"action\":\"send_msg\",\"params\":{\"user_id\":\"5000000000\",\"message\":\"a\"}}");

        assertThat(account.backend()
                        .awaitCall("send_private_msg")
                        .params()
                        .json()
                        .integer("user_id"))
                .hasValue(5_000_000_000L);
    }

    @Test
    @Tag("RSP-04")
    void aFailureHasNoDataAndTheHostsCode() {
        account.backend().fail("get_group_list", -34);

        assertThat(PlainJson.object(ask("{\"action\":\"get_group_list\"}")))
                .containsEntry("status", "failed")
                .containsEntry("retcode", new BigDecimal("-34"))
                .containsEntry("data", null);
    }

    @Test
    @Tag("NET-03")
    @Tag("NET-04")
    void repliesAreCompactUnescapedAndExact() {
        account.backend().answer("get_group_list", "[{\"group_id\":9007199254740993,\"group_name\":\"你好/😀\"}]");

        assertThat(ask("{\"action\":\"get_group_list\"}"))
                .isEqualTo("{\"status\":\"ok\",\"retcode\":0,\"data\":[{\"group_id\":9007199254740993,"
                        + "\"group_name\":\"你好/😀\"}]}");
    }

    @Test
    @Tag("WS-17")
    void aSlowCallDelaysNoOther() {
        Gate host = account.backend().blocking("get_group_list");
        try {
            bot.sendText("{\"action\":\"get_group_list\",\"echo\":\"slow\"}");
            host.awaitReached(Bots.SOON);
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) { // the machine may be busy with something else once
                long before = System.nanoTime();
                bot.sendText("{\"action\":\"get_login_info\",\"echo\":\"fast\"}");
                WebSocketFrame reply = bot.nextTextFrame(Bots.SOON);
                assertThat(reply.text()).endsWith("\"echo\":\"fast\"}");
                best = Math.min(best, reply.nanoTime() - before);
            }
            assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(500));
        } finally {
            host.open();
        }
        assertThat(bot.nextText(Bots.SOON)).endsWith("\"echo\":\"slow\"}");
    }

    @Test
    @Tag("WS-17")
    void sendsReachTheHostInTheirOrder() {
        account.backend().hold("send_group_msg").open();
        for (int i = 0; i < 200; i++) {
            String kind = i % 3 == 0 ? "\"group_id\":7" : "\"user_id\":8";
            bot.sendText("{\"action\":\"send_msg\",\"params\":{" + kind + ",\"message\":\"" + i + "\"}}");
        }

        List<String> texts = new ArrayList<>();
        for (HostCall call : account.backend().awaitCalls(200)) {
            texts.add(call.params().json().array("message").toString());
        }
        for (int i = 0; i < 200; i++) {
            assertThat(texts.get(i)).contains("\"" + i + "\"");
        }
    }

    @Test
    @Tag("WS-18")
    void whatComesOnEventIsIgnored() {
        RawWebSocket listener = Bots.listen(account, "/event");

        listener.sendText("{\"action\":\"set_group_leave\",\"params\":{\"group_id\":1}}");
        listener.sendText("garbage");
        listener.sendBinary(new byte[] {1, (byte) 0xff});
        listener.sendFragments("{\"action\":".getBytes(StandardCharsets.UTF_8), "1}".getBytes(StandardCharsets.UTF_8));

        listener.expectNoText(Bots.NEVER);
        assertThat(account.backend().calls()).isEmpty();
    }

    @Test
    @Tag("WS-10")
    @Tag("RSP-06")
    void aUniversalConnectionIsServedToo() {
        RawWebSocket universal = Bots.listen(account, "/");

        assertThat(json(Bots.ask(universal, "{\"action\":\"get_login_info\"}"))).isEqualTo(json(LOGIN));
    }
}
