package io.github.onekyu.testkit.rfc6455;

import java.util.LinkedHashMap;
import java.util.Map;

/** Chapters 3 and 4: reserved bits and reserved opcodes. */
final class HeadCases {
    private static final String REFUSED = "close 1002, end";
    private static final byte[] NOTHING = {};
    private static final byte[] SOME = {'s', 'o', 'm', 'e'};
    private static final int[] UNKNOWN = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15};

    private HeadCases() {}

    static void addTo(CaseList cases) {
        cases.group("3.1", "5.2");
        for (int bits = 1; bits <= 7; bits++) {
            int set = bits;
            cases.both(
                    "text message with reserved bits " + bits(bits),
                    REFUSED,
                    peer -> peer.send(peer.frame(
                            WireFrame.of(WireFrame.TEXT, peer.payload(60)).withReserved(set))));
        }
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("binary message", WireFrame.BINARY);
        kinds.put("ping", WireFrame.PING);
        kinds.put("pong", WireFrame.PONG);
        kinds.put("close", WireFrame.CLOSE);
        cases.group("3.2", "5.2");
        kinds.forEach((name, opcode) -> {
            for (int bit : new int[] {4, 2, 1}) {
                cases.both(
                        name + " with reserved bit " + bits(bit),
                        REFUSED,
                        peer -> peer.send(
                                peer.frame(WireFrame.of(opcode, NOTHING).withReserved(bit))));
            }
        });
        cases.group("3.3", "5.2");
        cases.both(
                "continuation with reserved bit 100",
                REFUSED,
                peer -> peer.send(
                        peer.frame(false, WireFrame.TEXT, SOME),
                        peer.frame(WireFrame.of(WireFrame.CONTINUATION, SOME).withReserved(4))));
        cases.both(
                "ping, then a text message with reserved bit 100, in one write",
                "pong, " + REFUSED,
                peer -> peer.send(
                        peer.ping("first"),
                        peer.frame(WireFrame.of(WireFrame.TEXT, SOME).withReserved(4))));
        cases.both(
                "answered call, then a text message with reserved bit 010 in writes of 1",
                "reply, " + REFUSED,
                peer -> {
                    peer.send(peer.frame(WireFrame.TEXT, peer.call("first")));
                    peer.see();
                    peer.sendIn(1, peer.frame(WireFrame.of(WireFrame.TEXT, SOME).withReserved(2)));
                });
        cases.group("4.1", "5.2");
        for (int opcode : UNKNOWN) {
            cases.both("opcode " + opcode, REFUSED, peer -> peer.send(peer.frame(opcode, NOTHING)));
        }
        cases.group("4.2", "5.2");
        for (int opcode : UNKNOWN) {
            cases.both(
                    "opcode " + opcode + " with payload, between two pings, in one write",
                    "pong, " + REFUSED,
                    peer -> peer.send(peer.ping("before"), peer.frame(opcode, SOME), peer.ping("after")));
        }
        cases.group("4.3", "5.2");
        for (int opcode : new int[] {3, 11}) {
            cases.both(
                    "opcode " + opcode + " with payload in writes of 1",
                    REFUSED,
                    peer -> peer.sendIn(1, peer.frame(opcode, SOME)));
            cases.both(
                    "opcode " + opcode + " inside a fragmented message",
                    REFUSED,
                    peer -> peer.send(peer.frame(false, WireFrame.TEXT, SOME), peer.frame(opcode, SOME)));
        }
    }

    private static String bits(int bits) {
        return "" + (bits >> 2 & 1) + (bits >> 1 & 1) + (bits & 1);
    }
}
