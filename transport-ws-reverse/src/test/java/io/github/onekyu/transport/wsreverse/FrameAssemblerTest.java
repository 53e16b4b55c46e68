package io.github.onekyu.transport.wsreverse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.WebSocketFrame;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAssemblerTest {
    private static final int[] LENGTHS = {0, 1, 125, 126, 127, 65535, 65536, 200_000, 3};

    private final List<byte[]> frames = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final FrameAssembler.Receiver receiver = new FrameAssembler.Receiver() {
        @Override
        public void frame(ByteBuffer frame) {
            byte[] bytes = new byte[frame.remaining()];
            frame.get(bytes);
            frames.add(bytes);
        }

        @Override
        public void close(byte[] payload) {
            ends.add("close " + HexFormat.of().formatHex(payload));
        }

        @Override
        public void violation(CloseCodes code, String what) {
            ends.add(code.toString());
        }
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16384, 1 << 20})
    void framesComeOutWholeHoweverTheBytesComeIn(int step) {
        Random random = new Random(step);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        List<byte[]> sent = new ArrayList<>();
        for (int length : LENGTHS) {
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            byte[] frame = WebSocketFrame.encode(true, WebSocketFrame.BINARY, false, payload);
            sent.add(frame);
            wire.writeBytes(frame);
        }
        FrameAssembler assembler = new FrameAssembler(200_000);
        byte[] bytes = wire.toByteArray();
        for (int at = 0; at < bytes.length; at += step) {
            ByteBuffer part = ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at));
            assembler.feed(part, receiver);
        }
        assertThat(ends).isEmpty();
        assertThat(frames).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(frames.get(i)).isEqualTo(sent.get(i));
        }
    }

    @Test
    void aFrameOverTheLimitIsNoticedAtItsHeader() {
        byte[] frame = WebSocketFrame.encode(true, WebSocketFrame.TEXT, false, new byte[11]);
        new FrameAssembler(11).feed(ByteBuffer.wrap(frame), receiver);
        assertThat(frames).hasSize(1);
        assertThat(ends).isEmpty();
        new FrameAssembler(10).feed(ByteBuffer.wrap(frame, 0, 2), receiver);
        assertThat(ends).containsExactly("TOO_BIG");
    }

    @Test
    void aMaskedFrameIsNoticedAtItsHeader() {
        byte[] frame = WebSocketFrame.encode(true, WebSocketFrame.TEXT, true, new byte[5]);
        new FrameAssembler(11).feed(ByteBuffer.wrap(frame, 0, 2), receiver);
        assertThat(ends).containsExactly("PROTOCOL_ERROR");
        assertThat(frames).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void aCloseFrameIsTheLastThing(int step) {
        byte[] text = WebSocketFrame.encode(true, WebSocketFrame.TEXT, false, new byte[5]);
        byte[] close = WebSocketFrame.encode(true, WebSocketFrame.CLOSE, false, new byte[] {3, (byte) 0xe8});
        byte[] empty = WebSocketFrame.encode(true, WebSocketFrame.CLOSE, false, new byte[0]);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(text);
        wire.writeBytes(close);
        wire.writeBytes(text);
        wire.writeBytes(empty);
        FrameAssembler assembler = new FrameAssembler(10);
        byte[] bytes = wire.toByteArray();
        for (int at = 0; at < bytes.length; at += step) {
            assembler.feed(ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at)), receiver);
        }
        assertThat(frames).containsExactly(text);
        assertThat(ends).containsExactly("close 03e8");
    }

    @Test
    void aCloseWithoutCodeIsToldFromOneWith1000() {
        assertThat(PeerClose.of(new byte[0]).code()).isEqualTo(1005);
        assertThat(PeerClose.of(new byte[] {3, (byte) 0xe8}).code()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 125, 126, 65535, 65536})
    void whatWeSendIsMaskedAndReadable(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        ByteBuffer encoded = ClientFrame.text(payload);
        assertThat(encoded.get() & 0xff).isEqualTo(0x81); // final, text
        int second = encoded.get() & 0xff;
        assertThat(second & 0x80).isEqualTo(0x80);
        int code = second & 0x7f;
        assertThat(code == 126 ? encoded.getShort() & 0xffff : code == 127 ? encoded.getLong() : code)
                .isEqualTo(length);
        byte[] mask = new byte[4];
        encoded.get(mask);
        byte[] received = new byte[encoded.remaining()];
        encoded.get(received);
        for (int i = 0; i < received.length; i++) {
            received[i] ^= mask[i % 4];
        }
        assertThat(received).isEqualTo(payload);
    }
}
