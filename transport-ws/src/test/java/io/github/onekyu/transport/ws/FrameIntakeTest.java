package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameIntakeTest {
    private final ByteArrayOutputStream handed = new ByteArrayOutputStream();
    private byte[] close = {};
    private int violation;

    private FrameIntake intake(long limit) {
        return new FrameIntake(new FrameRules(limit), new FrameIntake.Receiver() {
            @Override
            public void frames(ByteBuffer frames) {
                expectWholeFrames(frames);
                byte[] bytes = new byte[frames.remaining()];
                frames.duplicate().get(bytes); // consumed or not: both must do
                handed.writeBytes(bytes);
            }

            @Override
            public void close(byte[] payload) {
                close = payload;
            }

            @Override
            public void violation(Violation found) {
                violation = found.code();
            }
        });
    }

    private static void expectWholeFrames(ByteBuffer frames) {
        int at = frames.position();
        while (at < frames.limit()) {
            FrameHead head = FrameHead.read(frames, at, frames.limit());
            assertThat(head).isNotNull();
            at += (int) head.total();
        }
        assertThat(at).isEqualTo(frames.limit());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void framesComeOutWholeHoweverTheBytesAreCut(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        int[] lengths = {0, 1, 125, 126, 127, 5000, 65_535, 65_536, 300_000};
        for (int i = 0; i < 60; i++) {
            byte[] payload = new byte[lengths[random.nextInt(lengths.length)]];
            random.nextBytes(payload);
            int opcode = payload.length > 125 ? WebSocketFrame.BINARY : 1 + random.nextInt(2) * 8;
            sent.writeBytes(WebSocketFrame.encode(true, opcode, true, payload));
        }
        byte[] expected = sent.toByteArray();
        byte[] reason = {3, (byte) 0xe8, 'x'};
        sent.writeBytes(WebSocketFrame.encode(true, WebSocketFrame.CLOSE, true, reason));
        sent.writeBytes(new byte[] {1, 2, 3});
        byte[] all = sent.toByteArray();

        FrameIntake intake = intake(1 << 20);
        int at = 0;
        while (at < all.length) {
            int size = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 1 + random.nextInt(16_384);
            ByteBuffer piece = ByteBuffer.wrap(Arrays.copyOfRange(all, at, Math.min(all.length, at + size)));
            intake.accept(piece);
            assertThat(piece.hasRemaining()).isFalse();
            at += size;
        }

        assertThat(handed.toByteArray()).isEqualTo(expected);
        assertThat(close).isEqualTo(reason);
        assertThat(violation).isZero();
    }

    @Test
    void aFrameIsRefusedByItsHeadBeforeItsBytesCome() {
        FrameIntake intake = intake(100);
        byte[] long101 = WebSocketFrame.encode(true, WebSocketFrame.TEXT, true, new byte[101]);

        intake.accept(ByteBuffer.wrap(long101, 0, 6));

        assertThat(violation).isEqualTo(1009);
    }

    @Test
    void theLimitHoldsForAllFragmentsTogether() {
        FrameIntake intake = intake(100);
        byte[] half = new byte[50];
        intake.accept(ByteBuffer.wrap(WebSocketFrame.encode(false, WebSocketFrame.TEXT, true, half)));
        intake.accept(ByteBuffer.wrap(WebSocketFrame.encode(true, WebSocketFrame.CONTINUATION, true, half)));
        intake.accept(ByteBuffer.wrap(WebSocketFrame.encode(false, WebSocketFrame.TEXT, true, half)));
        intake.accept(ByteBuffer.wrap(WebSocketFrame.encode(false, WebSocketFrame.CONTINUATION, true, half)));
        assertThat(violation).isZero();

        intake.accept(ByteBuffer.wrap(WebSocketFrame.encode(true, WebSocketFrame.CONTINUATION, true, new byte[1])));

        assertThat(violation).isEqualTo(1009);
    }
}
