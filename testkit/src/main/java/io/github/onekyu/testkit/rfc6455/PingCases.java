package io.github.onekyu.testkit.rfc6455;

import java.nio.charset.StandardCharsets;

/** Chapter 2: pings and pongs. */
final class PingCases {
    private static final byte[] NOTHING = {};
    private static final byte[] NOT_UTF8 = {0, (byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0x80, 10};

    private PingCases() {}

    static void addTo(CaseList cases) {
        cases.group("2.1", "5.5.2");
        for (int length : new int[] {0, 1, 2, 60, 124, 125}) {
            cases.both(
                    "ping of " + length + " bytes in one write",
                    "pong, open",
                    peer -> peer.send(peer.ping("p".repeat(length))));
            cases.both(
                    "ping of " + length + " bytes in writes of 1",
                    "pong, open",
                    peer -> peer.sendIn(1, peer.ping("p".repeat(length))));
        }
        cases.both("ping whose payload is not UTF-8", "pong, open", peer -> peer.send(peer.ping(NOT_UTF8)));
        cases.group("2.2", "5.5");
        for (int length : new int[] {126, 127, 65_536}) {
            cases.both(
                    "ping of " + length + " bytes is refused",
                    "close 1002, end",
                    peer -> peer.send(peer.ping("p".repeat(length))));
        }
        cases.both(
                "pong of 126 bytes is refused",
                "close 1002, end",
                peer -> peer.send(peer.frame(WireFrame.PONG, new byte[126])));
        cases.group("2.3", "5.5.3");
        cases.both("unsolicited pong without payload", "open", peer -> peer.send(peer.frame(WireFrame.PONG, NOTHING)));
        cases.both(
                "unsolicited pong with payload",
                "open",
                peer -> peer.send(peer.frame(WireFrame.PONG, "nobody asked".getBytes(StandardCharsets.UTF_8))));
        cases.both(
                "unsolicited pong, then a ping with the same payload",
                "pong, open",
                peer -> peer.send(
                        peer.frame(WireFrame.PONG, "same".getBytes(StandardCharsets.UTF_8)), peer.ping("same")));
        cases.both("pong in writes of 1", "open", peer -> peer.sendIn(1, peer.frame(WireFrame.PONG, new byte[125])));
        cases.group("2.4", "5.5.2");
        cases.both("10 pings in one write", "pong x10, open", peer -> peer.send(pings(peer, 10, 10)));
        cases.both("10 pings in writes of 1", "pong x10, open", peer -> peer.sendIn(1, pings(peer, 10, 10)));
        cases.both(
                "5000 pings of 125 bytes in one write, answered in their order",
                "pong x5000, open",
                peer -> peer.send(pings(peer, 5000, 125)));
        cases.group("2.5", "5.4, 5.5.2");
        for (int opcode : new int[] {WireFrame.TEXT, WireFrame.BINARY}) {
            String kind = opcode == WireFrame.TEXT ? "text" : "binary";
            cases.both(
                    "ping between two fragments of a " + kind + " message is answered before the message is complete",
                    "pong, reply, open",
                    peer -> {
                        byte[][] halves = FragmentCases.cut(peer.call("interrupted"), 7);
                        peer.send(peer.frame(false, opcode, halves[0]), peer.ping("between"));
                        peer.see();
                        peer.send(peer.frame(true, WireFrame.CONTINUATION, halves[1]));
                    });
        }
    }

    private static byte[] pings(CasePeer peer, int count, int length) {
        byte[][] frames = new byte[count][];
        for (int i = 0; i < count; i++) {
            String number = Integer.toString(i);
            frames[i] = peer.ping(number + ".".repeat(length - number.length()));
        }
        return WireFrame.join(frames);
    }
}
