package io.github.onekyu.testkit.rfc6455;

import java.nio.charset.StandardCharsets;

/** Chapter 9: large messages, up to the product's limit and over it. */
final class LimitCases {
    private static final int LIMIT = Rfc6455.LIMIT;
    private static final String REFUSED = "close 1009, end";
    private static final String SERVED = "reply, open";
    private static final byte[] NOTHING = {};

    private LimitCases() {}

    static void addTo(CaseList cases) {
        cases.group("9.1", "5.2");
        for (int opcode : new int[] {WireFrame.TEXT, WireFrame.BINARY}) {
            String kind = opcode == WireFrame.TEXT ? "text" : "binary";
            for (int length : new int[] {LIMIT / 4, LIMIT - 1, LIMIT}) {
                cases.both(
                        kind + " message of " + length + " bytes",
                        SERVED,
                        peer -> peer.send(peer.frame(opcode, peer.payload(length))));
            }
            cases.both(
                    kind + " message of " + LIMIT + " bytes in writes of 1499",
                    SERVED,
                    peer -> peer.sendIn(1499, peer.frame(opcode, peer.payload(LIMIT))));
            for (int size : new int[] {64, 4096, LIMIT / 2}) {
                cases.both(
                        kind + " message of " + LIMIT + " bytes in fragments of " + size,
                        SERVED,
                        peer -> peer.send(
                                FragmentCases.fragments(peer, opcode, FragmentCases.parts(peer.payload(LIMIT), size))));
            }
        }
        cases.both(
                "text message of " + LIMIT + " bytes, most of them in characters of three",
                SERVED,
                peer -> peer.send(peer.frame(WireFrame.TEXT, peer.call(wide()))));
        cases.both("five messages of " + LIMIT + " bytes, one after the other", "reply x5, open", peer -> {
            for (int i = 0; i < 5; i++) {
                peer.send(peer.frame(WireFrame.TEXT, peer.payload(LIMIT)));
                peer.see();
            }
        });
        tooMuch(cases);
    }

    private static void tooMuch(CaseList cases) {
        cases.group("9.2", "7.4.1, 10.4");
        for (int opcode : new int[] {WireFrame.TEXT, WireFrame.BINARY}) {
            String kind = opcode == WireFrame.TEXT ? "text" : "binary";
            cases.both(
                    kind + " message of one byte over the limit",
                    REFUSED,
                    peer -> peer.send(peer.frame(opcode, new byte[LIMIT + 1])));
            cases.both(
                    kind + " message over the limit is refused by its head alone",
                    REFUSED,
                    peer -> peer.send(peer.frame(WireFrame.of(opcode, NOTHING).saying(LIMIT + 1))));
            cases.both(
                    kind + " message of 2^63-1 bytes is refused by its head alone",
                    REFUSED,
                    peer -> peer.send(peer.frame(WireFrame.of(opcode, NOTHING).saying(Long.MAX_VALUE))));
            cases.both(
                    kind + " message in fragments, of one byte over the limit",
                    REFUSED,
                    peer -> peer.send(
                            peer.frame(false, opcode, new byte[LIMIT]),
                            peer.frame(true, WireFrame.CONTINUATION, new byte[1])));
            cases.both(kind + " message in fragments without an end", REFUSED, peer -> {
                peer.send(peer.frame(false, opcode, new byte[1000]));
                byte[] more = peer.frame(false, WireFrame.CONTINUATION, new byte[1 << 16]);
                for (int i = 0; i < 20; i++) {
                    peer.send(more);
                }
            });
        }
        cases.both(
                "first fragment over the limit",
                REFUSED,
                peer -> peer.send(peer.frame(false, WireFrame.TEXT, new byte[LIMIT + 1])));
        cases.both("2 MB are sent behind the head that was refused", REFUSED, peer -> {
            peer.send(peer.frame(WireFrame.of(WireFrame.TEXT, NOTHING).saying(1L << 40)));
            for (int i = 0; i < 32; i++) {
                peer.send(new byte[1 << 16]);
            }
        });
    }

    /** An echo that fills a call up to the limit. */
    private static String wide() {
        int room = LIMIT - CasePeer.payloadOf("").length;
        String wide = "\u4f60".repeat(room / 3);
        return wide + "e".repeat(room - wide.getBytes(StandardCharsets.UTF_8).length);
    }
}
