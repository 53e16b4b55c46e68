package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.QUIET;
import static io.github.onekyu.transport.wsreverse.Reverse.SOON;
import static io.github.onekyu.transport.wsreverse.Reverse.connected;
import static io.github.onekyu.transport.wsreverse.Reverse.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import io.github.onekyu.testkit.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final String MALFORMED = "{\"status\":\"failed\",\"retcode\":1400,\"data\":null}";

    private final RawWebSocketServer server = RawWebSocketServer.open();
    private OneBotFixture account;
    private Connection bot;

    @BeforeEach
    void connect() {
        account = Reverse.universal(server).start();
        bot = connected(server);
    }

    @AfterEach
    void close() {
        account.close();
        server.close();
    }

    private String call(String text) {
        bot.sendText(text);
        return bot.nextText(SOON);
    }

    @Test
    @Tag("WS-10")
    @Tag("RWS-09")
    @Tag("RSP-01")
    void aCallIsAnswered() {
        assertThat(call("{\"action\":\"get_login_info\"}"))
                .isEqualTo("{\"status\":\"ok\",\"retcode\":0,\"data\":{\"user_id\":10001000,\"nickname\":\"bot\"}}");
    }

    @Test
    @Tag("WS-11")
    void paramsThatAreNoObjectCountAsNone() {
        assertThat(json(call("{\"action\":\"get_status\",\"params\":[1]}")).integer("retcode", -1))
                .isZero();
        assertThat(json(call("{\"action\":\"send_msg\",\"params\":null}")).integer("retcode", -1))
                .isEqualTo(100);
    }

    @Test
    @Tag("WS-12")
    @Tag("WS-13")
    @Tag("WS-15")
    void everyMalformedMessageGetsOneReplyAndTheConnectionStays() {
        for (String bad : List.of(
                "x",
                "",
                "[]",
                "1",
                "\"a\"",
                "null",
                "{}",
                "{\"action\":1}",
                "{\"action\":null}",
                "{\"action\":\"get_status\"} x",
                "[".repeat(10_000))) {
            assertThat(envelope(call(bad))).as(bad).isEqualTo(MALFORMED);
        }
        assertThat(json(call("{\"action\":\"get_status\"}")).integer("retcode", -1))
                .isZero();
    }

    @Test
    @Tag("WS-14")
    void binaryIsTakenLikeTextAndAnsweredWithText() {
        bot.sendBinary("{\"action\":\"get_status\",\"echo\":\"你\"}".getBytes(StandardCharsets.UTF_8));
        WebSocketFrame reply = bot.nextFrame(SOON);
        assertThat(reply.opcode()).isEqualTo(WebSocketFrame.TEXT);
        assertThat(reply.text()).contains("\"retcode\":0").contains("\"echo\":\"你\"");
        bot.sendBinary(new byte[] {(byte) 0xff});
        assertThat(envelope(bot.nextText(SOON))).isEqualTo(MALFORMED);
    }

    @Test
    @Tag("WS-16")
    void anUnknownActionIs1404() {
        assertThat(envelope(call("{\"action\":\"nope\",\"echo\":1}")))
                .isEqualTo("{\"status\":\"failed\",\"retcode\":1404,\"data\":null,\"echo\":1}");
        assertThat(json(call("{\"action\":\"/get_status\"}")).integer("retcode", -1))
                .isEqualTo(1404);
        assertThat(json(call("{\"action\":\"\"}")).integer("retcode", -1)).isEqualTo(1404);
    }

    @Test
    @Tag("WS-17")
    void aSlowActionDoesNotHoldTheOthersUp() {
        Gate gate = account.backend().hold("get_friend_list");
        bot.sendText("{\"action\":\"get_friend_list\",\"echo\":\"slow\"}");
        assertThat(call("{\"action\":\"get_login_info\",\"echo\":\"fast\"}")).contains("\"echo\":\"fast\"");
        gate.open();
        assertThat(bot.nextText(SOON)).contains("\"echo\":\"slow\"");
    }

    @Test
    @Tag("WS-17")
    void sendsReachTheHostInTheOrderOfTheCalls() {
        for (int i = 0; i < 50; i++) {
            bot.sendText("{\"action\":\"send_private_msg\",\"params\":{\"user_id\":7,\"message\":\"m" + i + "\"}}");
        }
        List<HostCall> calls = account.backend().awaitCalls(50);
        for (int i = 0; i < 50; i++) {
            assertThat(calls.get(i).params().json().toString()).contains("\"m" + i + "\"");
        }
    }

    @Test
    @Tag("WS-20")
    @Tag("WS-21")
    @Tag("M-01")
    void theEchoComesBackAsItWas() {
        for (String echo : List.of(
                "1648451782",
                "\"1\"",
                "true",
                "null",
                "[1,{\"a\":null}]",
                "{\"seq\":7}",
                "18446744073709551615",
                "1.10",
                "\"\"")) {
            assertThat(call("{\"action\":\"get_login_info\",\"echo\":" + echo + "}"))
                    .endsWith(",\"echo\":" + echo + "}");
            assertThat(call("{\"echo\":" + echo + "}")).contains("1400").endsWith(",\"echo\":" + echo + "}");
        }
    }

    @Test
    @Tag("WS-22")
    void anAsynchronousCallIsAnsweredAtOnceWithItsEcho() {
        assertThat(
                        call(
                                "{\"action\":\"send_private_msg_async\",\"params\":{\"user_id\":7,\"message\":\"a\"},\"echo\":9}"))
                .isEqualTo("{\"status\":\"async\",\"retcode\":1,\"data\":null,\"echo\":9}");
        assertThat(account.backend()
                        .awaitCall("send_private_msg")
                        .params()
                        .json()
                        .has("echo"))
                .isFalse();
    }

    @Test
    @Tag("WS-30")
    @Tag("WS-33")
    @Tag("NET-03")
    @Tag("M-11")
    void eventsComeAsOneTextFrameEachInOrder() {
        for (int i = 0; i < 1000; i++) {
            account.backend().raise(Events.privateMessage("你好/" + i));
        }
        for (int i = 0; i < 1000; i++) {
            WebSocketFrame frame = bot.nextFrame(SOON);
            assertThat(frame.fin()).isTrue();
            assertThat(frame.masked()).isTrue();
            assertThat(frame.opcode()).isEqualTo(WebSocketFrame.TEXT);
            assertThat(frame.text()).contains("\"message\":\"你好/" + i + "\"");
        }
    }

    @Test
    @Tag("META-04")
    @Tag("META-05")
    @Tag("META-06")
    @Tag("WS-31")
    void connectIsTheFirstFrame() {
        bot.drop();
        JsonObject first = json(server.next(SOON).nextText(SOON));
        assertThat(first.members().keySet())
                .containsExactlyInAnyOrder("time", "self_id", "post_type", "meta_event_type", "sub_type");
        assertThat(first.integer("self_id", 0)).isEqualTo(10001000);
        assertThat(first.string("sub_type")).hasValue("connect");
    }

    @Test
    @Tag("META-01")
    @Tag("META-02")
    void enableAndDisableAreNotSent() {
        bot.expectNoText(QUIET);
        account.stop();
        assertThat(bot.nextFrame(SOON).isClose()).isTrue();
    }

    @Test
    @Tag("WS-07")
    @Tag("RWS-18")
    void aPingIsAnsweredWithItsPayload() {
        bot.sendPing("你好");
        WebSocketFrame pong = bot.nextFrame(SOON);
        assertThat(pong.opcode()).isEqualTo(WebSocketFrame.PONG);
        assertThat(pong.text()).isEqualTo("你好");
    }

    @Test
    @Tag("WS-07")
    void fragmentsAreReassembledEvenWithinACharacter() {
        byte[] text = "{\"action\":\"get_login_info\",\"echo\":\"你\"}".getBytes(StandardCharsets.UTF_8);
        int cut = text.length - 4;
        bot.sendFragments(java.util.Arrays.copyOf(text, cut), java.util.Arrays.copyOfRange(text, cut, text.length));
        assertThat(bot.nextText(SOON)).endsWith(",\"echo\":\"你\"}");
    }

    @Test
    @Tag("NET-06")
    void aMessageOfTwentyMebibytesIsAccepted() {
        bot.sendText("{\"action\":\"send_private_msg\",\"params\":{\"user_id\":7,\"message\":\"[CQ:image,file=base64://"
                + "A".repeat(20 << 20) + "]\"},\"echo\":\"big\"}");
        assertThat(bot.nextText(java.time.Duration.ofSeconds(20)))
                .contains("\"retcode\":0")
                .contains("\"echo\":\"big\"");
    }

    @Test
    void anAnswerOfManyMebibytesIsSentWhole() {
        account.backend().answer("get_friend_list", Json.parse("[\"" + "B".repeat(20 << 20) + "\"]"));
        bot.sendText("{\"action\":\"get_friend_list\"}");
        assertThat(bot.nextText(java.time.Duration.ofSeconds(20))).hasSizeGreaterThan(20 << 20);
    }

    /** The reply without the explanation a failure may carry (RSP-02). */
    private static String envelope(String reply) {
        return json(reply).without("msg").without("wording").toString();
    }
}
