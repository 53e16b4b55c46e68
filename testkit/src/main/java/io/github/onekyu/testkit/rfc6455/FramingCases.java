package io.github.onekyu.testkit.rfc6455;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Chapter 1: whole messages around each border of the length encoding. */
final class FramingCases {
    private static final int[] LENGTHS = {0, 1, 125, 126, 127, 128, 65_535, 65_536};
    private static final int SHORTEST_CALL = 33;
    private static final String[] KINDS = {"text", "binary"};

    private FramingCases() {}

    static void addTo(CaseList cases) {
        int group = 1;
        for (int opcode = WireFrame.TEXT; opcode <= WireFrame.BINARY; opcode++) {
            int kind = opcode;
            String name = KINDS[kind - 1] + " message of ";
            cases.group("1." + group++, "5.2");
            for (int length : LENGTHS) {
                cases.both(
                        name + length + " bytes in one write",
                        answer(length),
                        peer -> peer.send(peer.frame(kind, peer.payload(length))));
            }
            cases.group("1." + group++, "5.2");
            for (int length : LENGTHS) {
                int size = length > 1000 ? 997 : 1;
                cases.both(
                        name + length + " bytes in writes of " + size,
                        answer(length),
                        peer -> peer.sendIn(size, peer.frame(kind, peer.payload(length))));
            }
        }
        cases.group("1." + group++, "5.2");
        for (int length : LENGTHS) {
            if (length > SHORTEST_CALL) {
                cases.both(
                        "a reply of " + length + " bytes has the shortest form of its length",
                        "reply x2, open",
                        peer -> askForReplyOf(length, peer));
            }
        }
        cases.group("1." + group, "5.4");
        for (int size : new int[] {2, 3, 7, 61}) {
            cases.both("three messages and a ping in writes of " + size, "reply x3, pong, open", peer -> {
                for (int i = 0; i < 3; i++) {
                    peer.sendIn(size, peer.frame(WireFrame.TEXT, peer.call("odd " + i)));
                    peer.see();
                }
                peer.sendIn(size, peer.ping("odd"));
            });
        }
        cases.both("1000 messages in one write, answered in their order", "reply x1000, open", peer -> {
            byte[][] frames = new byte[1000][];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = peer.frame(WireFrame.TEXT, peer.call("n" + i));
            }
            peer.send(frames);
        });
    }

    private static String answer(int length) {
        return (length < SHORTEST_CALL ? "malformed" : "reply") + ", open";
    }

    /** Asks once to learn how long the rest of a reply is, and then so that it gets the wanted length. */
    private static void askForReplyOf(int length, CasePeer peer) throws IOException {
        peer.send(peer.frame(WireFrame.TEXT, nope(peer, "")));
        int rest = peer.see().payload().length;
        peer.send(peer.frame(WireFrame.TEXT, nope(peer, "r".repeat(length - rest))));
        int got = peer.see().payload().length;
        if (got != length) {
            peer.note("of " + got + " bytes");
        }
    }

    /** The call with the shortest reply: nobody knows the action. */
    private static byte[] nope(CasePeer peer, String echo) {
        return new String(peer.call(echo), StandardCharsets.UTF_8)
                .replace("get_status", "nope")
                .getBytes(StandardCharsets.UTF_8);
    }
}
