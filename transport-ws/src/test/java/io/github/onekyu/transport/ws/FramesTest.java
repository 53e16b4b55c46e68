package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 below the level of messages. */
class FramesTest {
    private static final String CALL = "{\"action\":\"get_login_info\",\"echo\":\"äß你😀\"}";
    private static final byte[] NOTHING = {};
    private static OneBotFixture account;

    @BeforeAll
    static void start() {
        account = Bots.account().start();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    private static RawWebSocket api() {
        return Bots.open(account, "/api");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] frame(boolean fin, int opcode, byte[] payload) {
        return WebSocketFrame.encode(fin, opcode, true, payload);
    }

    /** Sends these bytes; the server must answer with this close code and end the connection. */
    private static void expectClose(int code, byte[]... frames) {
        RawWebSocket bot = api();
        bot.answerCloses(false);
        for (byte[] frame : frames) {
            bot.sendRaw(frame);
        }
        assertThat(bot.nextFrame(Bots.SOON).closeCode()).hasValue(code);
        assertThat(bot.nextFrame(Bots.SOON).isEnd()).isTrue();
    }

    private static void expectService(RawWebSocket bot) {
        assertThat(Bots.ask(bot, CALL)).endsWith(",\"echo\":\"äß你😀\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    @Tag("WS-07")
    void aPingIsAnsweredWithItsPayload(int length) {
        RawWebSocket bot = api();
        String payload = "p".repeat(length);

        bot.sendPing(payload);

        WebSocketFrame pong = bot.nextFrame(Bots.SOON);
        assertThat(pong.opcode()).isEqualTo(WebSocketFrame.PONG);
        assertThat(pong.text()).isEqualTo(payload);
        assertThat(pong.masked()).isFalse();
        expectService(bot);
    }

    @Test
    @Tag("WS-07")
    void pingsBetweenFragmentsAreAnsweredAtOnce() {
        RawWebSocket bot = api();
        byte[] call = utf8(CALL);
        ByteBuffer parts = ByteBuffer.wrap(call);
        byte[] first = new byte[10];
        byte[] second = new byte[call.length - 10];
        parts.get(first).get(second);

        bot.sendRaw(frame(false, WebSocketFrame.TEXT, first));
        bot.sendPing("between");
        assertThat(bot.nextFrame(Bots.SOON).text()).isEqualTo("between");
        bot.sendRaw(frame(true, WebSocketFrame.CONTINUATION, second));

        assertThat(bot.nextText(Bots.SOON)).contains("\"ok\"");
    }

    @Test
    @Tag("WS-07")
    void anUnaskedPongIsIgnored() {
        RawWebSocket bot = api();

        bot.sendPong(utf8("nobody asked"));

        expectService(bot);
    }

    @Test
    @Tag("WS-07")
    void aMessageMayBeCutAnywhereEvenInsideACharacter() {
        RawWebSocket bot = api();
        byte[] call = utf8(CALL);
        for (int size : new int[] {1, 2, 3, 7, call.length}) {
            List<byte[]> parts = new ArrayList<>();
            for (int at = 0; at < call.length; at += size) {
                parts.add(java.util.Arrays.copyOfRange(call, at, Math.min(call.length, at + size)));
            }
            bot.sendFragments(parts.toArray(new byte[0][]));
            assertThat(bot.nextText(Bots.SOON)).as("parts of %s", size).contains("äß你😀");
        }
    }

    @Test
    @Tag("WS-07")
    void emptyFragmentsAreFragments() {
        RawWebSocket bot = api();

        bot.sendFragments(NOTHING, utf8(CALL), NOTHING, NOTHING);

        assertThat(bot.nextText(Bots.SOON)).contains("\"ok\"");
    }

    @Test
    @Tag("WS-07")
    @Tag("WS-14")
    void aFragmentedBinaryMessageIsPutTogether() {
        RawWebSocket bot = api();
        byte[] call = utf8(CALL);

        bot.sendRaw(frame(false, WebSocketFrame.BINARY, new byte[] {call[0], call[1]}));
        bot.sendRaw(frame(true, WebSocketFrame.CONTINUATION, java.util.Arrays.copyOfRange(call, 2, call.length)));

        WebSocketFrame reply = bot.nextTextFrame(Bots.SOON);
        assertThat(reply.opcode()).isEqualTo(WebSocketFrame.TEXT);
        assertThat(reply.text()).contains("äß你😀");
    }

    @Test
    @Tag("WS-07")
    @Tag("WS-12")
    void bytesMayArriveOneByOne() {
        RawWebSocket bot = api();
        for (byte b : frame(true, WebSocketFrame.TEXT, utf8(CALL))) {
            bot.sendRaw(new byte[] {b});
        }
        assertThat(bot.nextText(Bots.SOON)).contains("\"ok\"");
    }

    @Test
    @Tag("WS-12")
    void manyFramesInOnePieceAreAnsweredInTheirOrder() {
        RawWebSocket bot = api();
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            all.writeBytes(frame(true, WebSocketFrame.TEXT, utf8("{\"action\":\"nope\",\"echo\":" + i + "}")));
        }
        bot.sendRaw(all.toByteArray());
        for (int i = 0; i < 1000; i++) {
            assertThat(bot.nextText(Bots.SOON)).endsWith("\"echo\":" + i + "}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 125, 126, 127, 65_535, 65_536, 65_537, 200_000})
    @Tag("WS-12")
    void everyLengthIsReadAndWrittenRight(int length) {
        RawWebSocket bot = api();
        String call = "{\"action\":\"nope\",\"echo\":\"" + "e".repeat(length) + "\"}";

        assertThat(Bots.ask(bot, call)).endsWith("\"echo\":\"" + "e".repeat(length) + "\"}");
        bot.sendText(" ".repeat(length));
        assertThat(bot.nextText(Bots.SOON)).contains("\"retcode\":1400");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    @Tag("WS-07")
    void aCloseIsAnsweredWithItsCode(int code) {
        RawWebSocket bot = api();

        bot.sendClose(code, "bye 再见");

        WebSocketFrame answer = bot.nextFrame(Bots.SOON);
        assertThat(answer.closeCode()).hasValue(code);
        assertThat(bot.nextFrame(Bots.SOON).isEnd()).isTrue();
    }

    @Test
    @Tag("WS-07")
    void aCloseWithoutACodeIsAnsweredWithout() {
        RawWebSocket bot = api();

        bot.sendEmptyClose();

        WebSocketFrame answer = bot.nextFrame(Bots.SOON);
        assertThat(answer.isClose()).isTrue();
        assertThat(answer.payload()).isEmpty();
        assertThat(bot.nextFrame(Bots.SOON).isEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
    @Tag("WS-07")
    void aCodeThatMustNotTravelIs1002(int code) {
        expectClose(
                1002,
                frame(
                        true,
                        WebSocketFrame.CLOSE,
                        ByteBuffer.allocate(2).putShort((short) code).array()));
    }

    @Test
    @Tag("WS-07")
    void aCloseOfOneByteIs1002AndABadReason1007() {
        expectClose(1002, frame(true, WebSocketFrame.CLOSE, new byte[] {3}));
        expectClose(1007, frame(true, WebSocketFrame.CLOSE, new byte[] {3, (byte) 0xe8, (byte) 0xc3, 0x28}));
    }

    @Test
    @Tag("WS-07")
    void nothingBehindACloseIsServed() {
        RawWebSocket bot = api();
        byte[] close = frame(true, WebSocketFrame.CLOSE, new byte[] {3, (byte) 0xe8});
        byte[] call =
                frame(true, WebSocketFrame.TEXT, utf8("{\"action\":\"set_group_leave\",\"params\":{\"group_id\":1}}"));
        byte[] both = ByteBuffer.allocate(close.length + call.length)
                .put(close)
                .put(call)
                .array();

        bot.sendRaw(both);

        assertThat(bot.nextFrame(Bots.SOON).closeCode()).hasValue(1000);
        account.backend().expectNoCall("set_group_leave", Bots.NEVER);
    }

    @Test
    @Tag("WS-07")
    void whatWasAskedBeforeTheCloseIsAnsweredBeforeIt() {
        RawWebSocket bot = api();
        byte[] call = frame(true, WebSocketFrame.TEXT, utf8(CALL));
        byte[] close = frame(true, WebSocketFrame.CLOSE, new byte[] {3, (byte) 0xe8});

        bot.sendRaw(ByteBuffer.allocate(close.length + call.length)
                .put(call)
                .put(close)
                .array());

        assertThat(bot.nextFrame(Bots.SOON).text()).contains("\"ok\"");
        assertThat(bot.nextFrame(Bots.SOON).closeCode()).hasValue(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {WebSocketFrame.TEXT, WebSocketFrame.BINARY, WebSocketFrame.PING, WebSocketFrame.CLOSE})
    @Tag("WS-07")
    void anUnmaskedFrameIs1002(int opcode) {
        expectClose(1002, WebSocketFrame.encode(true, opcode, false, NOTHING));
    }

    @Test
    @Tag("WS-07")
    void anUnmaskedCallIsNotExecuted() {
        byte[] call = utf8("{\"action\":\"set_group_leave\",\"params\":{\"group_id\":1}}");

        expectClose(1002, WebSocketFrame.encode(true, WebSocketFrame.TEXT, false, call));

        account.backend().expectNoCall("set_group_leave", Bots.NEVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x10, 0x20, 0x40, 0x70})
    @Tag("WS-07")
    void aReservedBitIs1002(int bit) {
        byte[] frame = frame(true, WebSocketFrame.TEXT, utf8(CALL));
        frame[0] |= (byte) bit;
        expectClose(1002, frame);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    @Tag("WS-07")
    void anUnknownOpcodeIs1002(int opcode) {
        expectClose(1002, frame(true, opcode, NOTHING));
    }

    @ParameterizedTest
    @ValueSource(ints = {WebSocketFrame.PING, WebSocketFrame.PONG, WebSocketFrame.CLOSE})
    @Tag("WS-07")
    void aFragmentedOrLongControlFrameIs1002(int opcode) {
        expectClose(1002, frame(false, opcode, NOTHING));
        expectClose(1002, frame(true, opcode, new byte[126]));
    }

    @Test
    @Tag("WS-07")
    void fragmentsOutOfOrderAre1002() {
        expectClose(1002, frame(true, WebSocketFrame.CONTINUATION, utf8("x")));
        expectClose(1002, frame(false, WebSocketFrame.TEXT, utf8("x")), frame(true, WebSocketFrame.TEXT, utf8("y")));
        expectClose(1002, frame(false, WebSocketFrame.TEXT, utf8("x")), frame(false, WebSocketFrame.BINARY, utf8("y")));
    }

    @ParameterizedTest
    @CsvSource({"ff", "c328", "c0af", "eda080", "f4908080", "e4bd", "f09f98"})
    @Tag("WS-15")
    void textThatIsNotUtf8Is1007(String hex) {
        expectClose(1007, frame(true, WebSocketFrame.TEXT, HexFormat.of().parseHex(hex)));
    }

    @Test
    @Tag("WS-15")
    void fragmentedTextThatIsNotUtf8Is1007() {
        byte[] start = {(byte) 0xe4, (byte) 0xbd};
        expectClose(
                1007, frame(false, WebSocketFrame.TEXT, start), frame(true, WebSocketFrame.CONTINUATION, utf8("x")));
    }

    @Test
    @Tag("WS-14")
    @Tag("WS-15")
    void binaryThatIsNotUtf8Is1400() {
        RawWebSocket bot = api();

        bot.sendBinary(new byte[] {'{', (byte) 0xff, '}'});

        assertThat(bot.nextText(Bots.SOON)).contains("\"retcode\":1400");
        expectService(bot);
    }
}
