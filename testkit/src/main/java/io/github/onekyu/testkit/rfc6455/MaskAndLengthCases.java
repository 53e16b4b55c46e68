package io.github.onekyu.testkit.rfc6455;

import java.util.LinkedHashMap;
import java.util.Map;

/** Chapter 8: masks, and lengths that are written otherwise than they may be. */
final class MaskAndLengthCases {
    private static final String REFUSED = "close 1002, end";
    private static final byte[] NOTHING = {};
    private static final byte[] SOME = {'s', 'o', 'm', 'e'};
    private static final int WIDE = 8;
    private static final int MIDDLE = 2;

    private MaskAndLengthCases() {}

    static void addTo(CaseList cases) {
        cases.group("8.1", "5.1");
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("text message", WireFrame.TEXT);
        kinds.put("binary message", WireFrame.BINARY);
        kinds.put("ping", WireFrame.PING);
        kinds.put("pong", WireFrame.PONG);
        kinds.put("close", WireFrame.CLOSE);
        kinds.forEach((name, opcode) -> {
            cases.server("unmasked " + name, REFUSED, peer -> peer.send(wronglyMasked(peer, opcode, NOTHING)));
            cases.client("masked " + name, REFUSED, peer -> peer.send(wronglyMasked(peer, opcode, NOTHING)));
        });
        cases.server(
                "unmasked call is not answered",
                REFUSED,
                peer -> peer.send(wronglyMasked(peer, WireFrame.TEXT, peer.payload(60))));
        cases.client(
                "masked call is not answered",
                REFUSED,
                peer -> peer.send(wronglyMasked(peer, WireFrame.TEXT, peer.payload(60))));
        cases.both("continuation with the wrong mask bit", REFUSED, peer -> {
            peer.send(peer.frame(false, WireFrame.TEXT, SOME), wronglyMasked(peer, WireFrame.CONTINUATION, SOME));
        });
        cases.group("8.2", "5.3");
        for (int key : new int[] {0, -1, 1, 0x80000000, 0x00ff00ff}) {
            cases.server(
                    "masking key %08x".formatted(key),
                    "reply, open",
                    peer -> peer.send(peer.frame(
                            WireFrame.of(WireFrame.TEXT, peer.call("masked")).withKey(key))));
        }
        lengths(cases);
    }

    private static byte[] wronglyMasked(CasePeer peer, int opcode, byte[] payload) {
        return WireFrame.of(opcode, payload).encode(peer.side() == Side.CLIENT);
    }

    private static void lengths(CaseList cases) {
        cases.group("8.3", "5.2");
        for (int length : new int[] {0, 60, 125}) {
            cases.both(
                    "length " + length + " in 16 bits",
                    REFUSED,
                    peer -> peer.send(peer.frame(
                            WireFrame.of(WireFrame.TEXT, peer.payload(length)).withLengthIn(MIDDLE))));
        }
        for (int length : new int[] {0, 125, 126, 65_535}) {
            cases.both(
                    "length " + length + " in 64 bits",
                    REFUSED,
                    peer -> peer.send(peer.frame(
                            WireFrame.of(WireFrame.BINARY, peer.payload(length)).withLengthIn(WIDE))));
        }
        cases.both(
                "ping with its length 4 in 16 bits",
                REFUSED,
                peer -> peer.send(peer.frame(WireFrame.of(WireFrame.PING, SOME).withLengthIn(MIDDLE))));
        cases.both(
                "close with its length 0 in 64 bits",
                REFUSED,
                peer -> peer.send(
                        peer.frame(WireFrame.of(WireFrame.CLOSE, NOTHING).withLengthIn(WIDE))));
        cases.group("8.4", "5.2");
        for (long length : new long[] {Long.MIN_VALUE, Long.MIN_VALUE | 60, -1}) {
            cases.both(
                    "length of 64 bits with the highest set: %016x".formatted(length),
                    REFUSED,
                    peer -> peer.send(peer.frame(WireFrame.of(WireFrame.TEXT, SOME)
                            .withLengthIn(WIDE)
                            .saying(length))));
        }
        cases.both(
                "length of 64 bits with the highest set, in writes of 1",
                REFUSED,
                peer -> peer.sendIn(
                        1,
                        peer.frame(WireFrame.of(WireFrame.BINARY, NOTHING)
                                .withLengthIn(WIDE)
                                .saying(Long.MIN_VALUE))));
    }
}
