package io.github.onekyu.transport.ws;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into whole frames before anything else sees them. What is handed on never ends inside
 * a frame: Tyrus copies all it has kept each time more comes, which would make one long frame cost time by the square of
 * its length. For the connection's reader.
 */
final class FrameIntake {
    private static final int FIRST_PIECE = 64 * 1024;

    /** Takes what came in, in order; called by the reader. */
    interface Receiver {
        /** One or more whole data, ping or pong frames. The buffer is only lent. */
        void frames(ByteBuffer frames);

        /** The peer's close frame, unmasked; nothing follows. */
        void close(byte[] payload);

        /** The peer broke a rule; nothing follows. */
        void violation(Violation violation);
    }

    private final FrameRules rules;
    private final Receiver receiver;
    /** The frame that has begun but not ended, from position 0; null between frames. */
    private @Nullable ByteBuffer begun;
    /** The head of {@link #begun} once it is complete; it has passed the rules. */
    private @Nullable FrameHead begunHead;

    private boolean ended;

    FrameIntake(FrameRules rules, Receiver receiver) {
        this.rules = rules;
        this.receiver = receiver;
    }

    /** Takes all bytes of the buffer. */
    void accept(ByteBuffer in) {
        while (!ended && in.hasRemaining()) {
            ByteBuffer frame = begun;
            if (frame == null) {
                scan(in);
            } else {
                goOn(frame, in);
            }
        }
        in.position(in.limit());
    }

    /** Hands on the frames that lie in the buffer as a whole, without copying, and keeps the start of the next. */
    private void scan(ByteBuffer in) {
        int start = in.position();
        int at = start;
        int end = in.limit();
        FrameHead head;
        while (true) {
            head = FrameHead.read(in, at, end);
            if (head == null) {
                break;
            }
            Violation violation = rules.check(head);
            if (violation != null || head.opcode() == Frames.CLOSE) {
                hand(in, start, at);
                if (violation != null) {
                    end(violation);
                    return;
                }
                start = at;
            }
            if (head.total() > end - at) {
                break;
            }
            if (head.opcode() == Frames.CLOSE) {
                endByClose(in, at, head);
                return;
            }
            at += (int) head.total();
        }
        hand(in, start, at);
        in.position(at);
        if (at < end) {
            begin(in, head);
        }
    }

    private void begin(ByteBuffer in, @Nullable FrameHead head) {
        int capacity = head == null
                ? FrameHead.MOST_BYTES
                : (int) Math.min(head.total(), Math.max(FIRST_PIECE, in.remaining()));
        begun = ByteBuffer.allocate(capacity).put(in);
        begunHead = head;
    }

    private void goOn(ByteBuffer frame, ByteBuffer in) {
        FrameHead head = begunHead;
        if (head == null) {
            frame.put(in.get()); // at most 14 times: heads are rarely cut
            head = FrameHead.read(frame, 0, frame.position());
            if (head == null) {
                return;
            }
            Violation violation = rules.check(head);
            if (violation != null) {
                end(violation);
                return;
            }
            begunHead = head;
        }
        int missing = (int) (head.total() - frame.position());
        ByteBuffer target = roomy(frame, head, Math.min(missing, in.remaining()));
        begun = target;
        int limit = in.limit();
        in.limit(in.position() + Math.min(missing, in.remaining()));
        target.put(in);
        in.limit(limit);
        if (target.position() == head.total()) {
            begun = null;
            begunHead = null;
            target.flip();
            if (head.opcode() == Frames.CLOSE) {
                endByClose(target, 0, head);
            } else {
                receiver.frames(target);
            }
        }
    }

    /** Grows by doubling as bytes really come, so that a claimed length alone takes no memory. */
    private static ByteBuffer roomy(ByteBuffer frame, FrameHead head, int more) {
        if (frame.remaining() >= more) {
            return frame;
        }
        long wanted = Math.max(frame.position() + (long) more, frame.capacity() * 2L);
        return ByteBuffer.allocate((int) Math.min(head.total(), Math.max(wanted, FIRST_PIECE)))
                .put(frame.flip());
    }

    private void hand(ByteBuffer in, int start, int end) {
        if (end > start) {
            int limit = in.limit();
            receiver.frames(in.limit(end).position(start));
            in.limit(limit);
        }
    }

    private void end(Violation violation) {
        ended = true;
        begun = null;
        receiver.violation(violation);
    }

    private void endByClose(ByteBuffer in, int at, FrameHead head) {
        ended = true;
        begun = null;
        byte[] payload = new byte[(int) head.length()];
        int mask = at + head.size() - 4;
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (in.get(at + head.size() + i) ^ in.get(mask + (i & 3)));
        }
        receiver.close(payload);
    }
}
