package io.github.onekyu.transport.ws;

import org.jspecify.annotations.Nullable;

/**
 * Judges incoming frames by their heads alone, so that nothing is kept for a frame that will be refused: Tyrus takes
 * unmasked frames and lengths in any form, and reads a frame to its end before it looks at the size (WS-07, NET-06). One
 * for each connection; for its reader.
 */
final class FrameRules {
    private static final int LONGEST_CONTROL = 125;
    private static final long NO_MESSAGE = -1;

    private final long maxMessageSize;
    /** Payload bytes of the fragments so far. */
    private long message = NO_MESSAGE;

    FrameRules(long maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    /** Looks at the next frame, each once; null if it may pass. */
    @Nullable
    Violation check(FrameHead head) {
        if (!head.masked()) {
            return Violation.protocol("a frame of a client must be masked");
        }
        if (head.reserved() != 0) {
            return Violation.protocol("a reserved bit is set, but no extension was agreed on");
        }
        if (head.length() < 0) {
            return Violation.protocol("a length of more than 63 bits");
        }
        if (!head.isShortest()) {
            return Violation.protocol("a length that is not in its shortest form");
        }
        return head.isControl() ? checkControl(head) : checkData(head);
    }

    private static @Nullable Violation checkControl(FrameHead head) {
        if (head.opcode() > Frames.PONG) {
            return Violation.protocol("unknown opcode " + head.opcode());
        }
        if (!head.fin()) {
            return Violation.protocol("a control frame must not be fragmented");
        }
        return head.length() > LONGEST_CONTROL
                ? Violation.protocol("a control frame of more than " + LONGEST_CONTROL + " bytes")
                : null;
    }

    private @Nullable Violation checkData(FrameHead head) {
        if (head.opcode() > Frames.BINARY) {
            return Violation.protocol("unknown opcode " + head.opcode());
        }
        boolean continues = head.opcode() == Frames.CONTINUATION;
        if (continues != (message != NO_MESSAGE)) {
            return Violation.protocol(continues ? "nothing to continue" : "the message before is not complete");
        }
        long size = (continues ? message : 0) + head.length();
        if (size > maxMessageSize || size < 0) {
            return new Violation(1009, "a message may have " + maxMessageSize + " bytes");
        }
        message = head.fin() ? NO_MESSAGE : size;
        return null;
    }
}
