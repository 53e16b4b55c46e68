package io.github.onekyu.testkit.rfc6455;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Chapter 7: the closing handshake, and ends without one. */
final class CloseCases {
    private static final int[] MAY_TRAVEL = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
    };
    private static final int[] MUST_NOT_TRAVEL = {
        0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535
    };
    private static final String NORMAL = "close 1000, end";
    private static final byte[] NOTHING = {};
    private static final byte[] SOME = {'s', 'o', 'm', 'e'};

    private CloseCases() {}

    static void addTo(CaseList cases) {
        codes(cases);
        payloads(cases);
        behindTheClose(cases);
        withoutAGoodbye(cases);
    }

    private static void codes(CaseList cases) {
        cases.group("7.1", "5.5.1, 7.4");
        for (int code : MAY_TRAVEL) {
            cases.both(
                    "close with code " + code + " and a reason",
                    "close " + code + ", end",
                    peer -> peer.send(peer.close(code, "bye \u518d\u89c1")));
        }
        cases.group("7.2", "7.4");
        for (int code : MUST_NOT_TRAVEL) {
            cases.both("close with code " + code, "close 1002, end", peer -> peer.send(peer.close(code, "")));
        }
    }

    private static void payloads(CaseList cases) {
        cases.group("7.3", "5.5.1");
        cases.both("close without payload", "close, end", peer -> peer.send(peer.close(NOTHING)));
        cases.both("close with a code alone", NORMAL, peer -> peer.send(peer.close(1000, "")));
        cases.both("close with a code in writes of 1", NORMAL, peer -> peer.sendIn(1, peer.close(1000, "x")));
        cases.both("close with a payload of 1 byte", "close 1002, end", peer -> peer.send(peer.close(new byte[] {3})));
        cases.both("close with a reason of 123 bytes", NORMAL, peer -> peer.send(peer.close(1000, "r".repeat(123))));
        cases.both(
                "close with a reason of 124 bytes",
                "close 1002, end",
                peer -> peer.send(peer.close(1000, "r".repeat(124))));
        cases.both(
                "close with a reason of 123 bytes, all characters of three bytes",
                NORMAL,
                peer -> peer.send(peer.close(1000, "\u4f60".repeat(41))));
        for (String bad : new String[] {"ff", "c328", "eda080", "f4908080", "e4bd"}) {
            cases.both(
                    "close with a reason that is not UTF-8: " + bad,
                    "close 1007, end",
                    peer -> peer.send(peer.close(WireFrame.join(
                            ByteBuffer.allocate(2).putShort((short) 1000).array(),
                            HexFormat.of().parseHex(bad)))));
        }
    }

    private static void behindTheClose(CaseList cases) {
        cases.group("7.4", "5.5.1");
        cases.both(
                "call behind the close, in one write, is ignored",
                NORMAL,
                peer -> peer.send(peer.close(1000, ""), peer.frame(WireFrame.TEXT, peer.call("late"))));
        cases.both(
                "ping behind the close, in one write, is ignored",
                NORMAL,
                peer -> peer.send(peer.close(1000, ""), peer.ping("late")));
        cases.both(
                "second close behind the close is ignored",
                NORMAL,
                peer -> peer.send(peer.close(1000, ""), peer.close(1001, "")));
        cases.both(
                "refused frame behind the close is ignored",
                NORMAL,
                peer -> peer.send(peer.close(1000, ""), peer.frame(7, SOME)));
        cases.both(
                "half a frame behind the close is ignored",
                NORMAL,
                peer -> peer.send(peer.close(1000, ""), new byte[] {(byte) 0x81}));
        cases.both("256 kB of messages behind the close are ignored", NORMAL, peer -> {
            byte[] message = peer.frame(WireFrame.BINARY, new byte[1 << 14]);
            peer.send(peer.close(1000, ""));
            for (int i = 0; i < 16; i++) {
                peer.send(message);
            }
        });
        cases.both(
                "call before the close, in one write, is answered first",
                "reply, " + NORMAL,
                peer -> peer.send(peer.frame(WireFrame.TEXT, peer.call("in time")), peer.close(1000, "")));
        cases.both(
                "ping before the close, in one write, is answered first",
                "pong, " + NORMAL,
                peer -> peer.send(peer.ping("in time"), peer.close(1000, "")));
        cases.both("close and FIN together", NORMAL, peer -> {
            peer.send(peer.close(1000, ""));
            peer.halfClose();
        });
        cases.group("7.5", "7.1.7");
        cases.both("refused frame, and our close is never answered", "close 1002, end", peer -> {
            peer.neverAnswersClose();
            peer.send(peer.frame(7, SOME));
        });
        cases.both("call behind a refused frame is ignored", "close 1002, end", peer -> {
            peer.send(peer.frame(7, SOME), peer.frame(WireFrame.TEXT, peer.call("late")));
        });
        cases.both("bad text and a ping behind it, in one write: only the refusal", "close 1007, end", peer -> {
            peer.send(peer.frame(WireFrame.TEXT, new byte[] {(byte) 0xff}), peer.ping("late"));
        });
    }

    private static void withoutAGoodbye(CaseList cases) {
        cases.group("7.6", "7.1.5");
        cases.both("FIN without a close frame", "end", CasePeer::halfClose);
        cases.both("FIN in the middle of a head", "end", peer -> {
            peer.send(new byte[] {(byte) 0x81});
            peer.halfClose();
        });
        cases.both("FIN in the middle of a payload", "end", peer -> {
            byte[] frame = peer.frame(WireFrame.TEXT, peer.payload(100));
            peer.send(FragmentCases.cut(frame, 50)[0]);
            peer.halfClose();
        });
        cases.both("FIN in the middle of a fragmented message", "end", peer -> {
            peer.send(peer.frame(false, WireFrame.TEXT, SOME));
            peer.halfClose();
        });
        cases.both("TCP connection ended, then a new one", "open", CasePeer::comeBack);
        cases.both("reset, then a new connection", "open", CasePeer::resetAndComeBack);
        cases.both("reset with 5000 pongs under way, then a new connection", "open", peer -> {
            byte[][] pings = new byte[5000][];
            java.util.Arrays.fill(pings, peer.frame(WireFrame.PING, SOME));
            peer.send(pings);
            peer.resetAndComeBack();
        });
        cases.both("reset in the middle of a payload, then a new connection", "open", peer -> {
            byte[] frame = peer.frame(WireFrame.TEXT, peer.payload(100));
            peer.send(FragmentCases.cut(frame, 50)[0]);
            peer.resetAndComeBack();
        });
    }
}
