package io.github.onekyu.testkit.rfc6455;

import java.util.Arrays;

/** Chapter 5: fragmentation. */
final class FragmentCases {
    private static final String REFUSED = "close 1002, end";
    private static final String SERVED = "reply, open";
    private static final byte[] NOTHING = {};
    private static final byte[] SOME = {'s', 'o', 'm', 'e'};

    private FragmentCases() {}

    static void addTo(CaseList cases) {
        refusedControls(cases);
        wellCut(cases);
        controlsBetween(cases);
        outOfOrder(cases);
        empty(cases);
    }

    private static void refusedControls(CaseList cases) {
        cases.group("5.1", "5.4, 5.5");
        for (int opcode : new int[] {WireFrame.PING, WireFrame.PONG, WireFrame.CLOSE}) {
            String name = opcode == WireFrame.PING ? "ping" : opcode == WireFrame.PONG ? "pong" : "close";
            cases.both(
                    "fragmented " + name + ", first fragment",
                    REFUSED,
                    peer -> peer.send(peer.frame(false, opcode, NOTHING)));
            cases.both(
                    "fragmented " + name + " with payload and its continuation",
                    REFUSED,
                    peer -> peer.send(peer.frame(false, opcode, SOME), peer.frame(true, WireFrame.CONTINUATION, SOME)));
        }
    }

    private static void wellCut(CaseList cases) {
        cases.group("5.2", "5.4");
        for (int opcode : new int[] {WireFrame.TEXT, WireFrame.BINARY}) {
            String name = (opcode == WireFrame.TEXT ? "text" : "binary") + " message in ";
            for (int parts : new int[] {2, 3, 10}) {
                for (int size : new int[] {Integer.MAX_VALUE, 5, 1}) {
                    cases.both(
                            name + parts + " fragments, "
                                    + (size == Integer.MAX_VALUE ? "in one write" : "in writes of " + size),
                            SERVED,
                            peer -> {
                                byte[] call = peer.call("cut into " + parts);
                                byte[] all = fragments(peer, opcode, parts(call, (call.length + parts - 1) / parts));
                                peer.sendIn(Math.min(size, all.length), all);
                            });
                }
            }
            cases.both(name + "fragments of 1 byte, each in a write of its own", SERVED, peer -> {
                byte[][] bytes = parts(peer.call("bytes"), 1);
                for (int i = 0; i < bytes.length; i++) {
                    peer.send(fragment(peer, opcode, bytes, i));
                }
            });
        }
        cases.both("text message in 10000 fragments of 1 byte in one write", SERVED, peer -> {
            byte[] all = fragments(peer, WireFrame.TEXT, parts(peer.payload(10_000), 1));
            peer.send(all);
        });
        cases.both("two fragmented messages, one text, one binary, in one write", "reply x2, open", peer -> {
            byte[] first = fragments(peer, WireFrame.TEXT, parts(peer.call("first"), 9));
            byte[] second = fragments(peer, WireFrame.BINARY, parts(peer.call("second"), 11));
            peer.send(first, second);
        });
    }

    private static void controlsBetween(CaseList cases) {
        cases.group("5.3", "5.4");
        cases.both("ping between two fragments, all in one write", "pong, reply, open", peer -> {
            byte[][] halves = cut(peer.call("halves"), 20);
            peer.send(
                    peer.frame(false, WireFrame.TEXT, halves[0]),
                    peer.ping("between"),
                    peer.frame(true, WireFrame.CONTINUATION, halves[1]));
        });
        cases.both("ping between two fragments, all in writes of 1", "pong, reply, open", peer -> {
            byte[][] halves = cut(peer.call("halves"), 20);
            peer.sendIn(
                    1,
                    peer.frame(false, WireFrame.TEXT, halves[0]),
                    peer.ping("between"),
                    peer.frame(true, WireFrame.CONTINUATION, halves[1]));
        });
        cases.both("a ping and a pong between each two of five fragments", "pong x4, reply, open", peer -> {
            byte[] call = peer.call("five fragments");
            byte[][] parts = parts(call, (call.length + 4) / 5);
            for (int i = 0; i < parts.length; i++) {
                peer.send(fragment(peer, WireFrame.TEXT, parts, i));
                if (i < parts.length - 1) {
                    peer.send(peer.ping("ping " + i), peer.frame(WireFrame.PONG, SOME));
                }
            }
        });
        cases.both("unsolicited pong between two fragments", SERVED, peer -> {
            byte[][] halves = cut(peer.call("halves"), 20);
            peer.send(
                    peer.frame(false, WireFrame.TEXT, halves[0]),
                    peer.frame(WireFrame.PONG, SOME),
                    peer.frame(true, WireFrame.CONTINUATION, halves[1]));
        });
        cases.both("close between two fragments: the message is dropped", "close 1000, end", peer -> {
            byte[][] halves = cut(peer.call("halves"), 20);
            peer.send(
                    peer.frame(false, WireFrame.TEXT, halves[0]),
                    peer.close(1000, ""),
                    peer.frame(true, WireFrame.CONTINUATION, halves[1]));
        });
    }

    private static void outOfOrder(CaseList cases) {
        cases.group("5.4", "5.4");
        for (boolean fin : new boolean[] {true, false}) {
            String name = (fin ? "last" : "further") + " fragment of nothing";
            cases.both(name, REFUSED, peer -> peer.send(peer.frame(fin, WireFrame.CONTINUATION, SOME)));
            cases.both(
                    name + ", without payload",
                    REFUSED,
                    peer -> peer.send(peer.frame(fin, WireFrame.CONTINUATION, NOTHING)));
            cases.both(
                    name + ", in writes of 1",
                    REFUSED,
                    peer -> peer.sendIn(1, peer.frame(fin, WireFrame.CONTINUATION, SOME)));
            cases.both(name + ", behind a whole message that was answered", "reply, " + REFUSED, peer -> {
                peer.send(peer.frame(WireFrame.TEXT, peer.call("whole")));
                peer.see();
                peer.send(peer.frame(fin, WireFrame.CONTINUATION, SOME));
            });
            cases.both(name + ", behind a fragmented message that was answered", "reply, " + REFUSED, peer -> {
                peer.send(fragments(peer, WireFrame.TEXT, parts(peer.call("whole"), 20)));
                peer.see();
                peer.send(peer.frame(fin, WireFrame.CONTINUATION, SOME));
            });
        }
        cases.group("5.5", "5.4");
        for (int first : new int[] {WireFrame.TEXT, WireFrame.BINARY}) {
            for (int second : new int[] {WireFrame.TEXT, WireFrame.BINARY}) {
                for (boolean fin : new boolean[] {true, false}) {
                    cases.both(
                            (fin ? "whole " : "first fragment of a new ")
                                    + (second == WireFrame.TEXT ? "text" : "binary") + " message inside a "
                                    + (first == WireFrame.TEXT ? "text" : "binary") + " message",
                            REFUSED,
                            peer -> peer.send(peer.frame(false, first, SOME), peer.frame(fin, second, SOME)));
                }
            }
        }
        cases.both(
                "new message inside a message of two fragments and a ping",
                "pong, " + REFUSED,
                peer -> peer.send(
                        peer.frame(false, WireFrame.TEXT, SOME),
                        peer.frame(false, WireFrame.CONTINUATION, SOME),
                        peer.ping("still here"),
                        peer.frame(true, WireFrame.TEXT, SOME)));
    }

    private static void empty(CaseList cases) {
        cases.group("5.6", "5.4");
        for (int opcode : new int[] {WireFrame.TEXT, WireFrame.BINARY}) {
            String name = (opcode == WireFrame.TEXT ? "text" : "binary") + " message, ";
            cases.both(name + "first fragment empty", SERVED, peer -> {
                byte[][] parts = {NOTHING, peer.call("empty")};
                peer.send(fragments(peer, opcode, parts));
            });
            cases.both(name + "middle fragments empty", SERVED, peer -> {
                byte[][] halves = cut(peer.call("empty"), 9);
                peer.send(fragments(peer, opcode, new byte[][] {halves[0], NOTHING, NOTHING, halves[1]}));
            });
            cases.both(name + "last fragment empty", SERVED, peer -> {
                byte[][] parts = {peer.call("empty"), NOTHING};
                peer.send(fragments(peer, opcode, parts));
            });
            cases.both(
                    name + "all three fragments empty",
                    "malformed, open",
                    peer -> peer.send(fragments(peer, opcode, new byte[][] {NOTHING, NOTHING, NOTHING})));
        }
    }

    static byte[] fragments(CasePeer peer, int opcode, byte[][] parts) {
        byte[][] frames = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            frames[i] = fragment(peer, opcode, parts, i);
        }
        return WireFrame.join(frames);
    }

    private static byte[] fragment(CasePeer peer, int opcode, byte[][] parts, int index) {
        return peer.frame(index == parts.length - 1, index == 0 ? opcode : WireFrame.CONTINUATION, parts[index]);
    }

    /** Parts of this size; the last may be shorter. */
    static byte[][] parts(byte[] payload, int size) {
        byte[][] parts = new byte[(payload.length + size - 1) / size][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Arrays.copyOfRange(payload, i * size, Math.min(payload.length, (i + 1) * size));
        }
        return parts;
    }

    /** Two parts, the first of this size. */
    static byte[][] cut(byte[] payload, int at) {
        return new byte[][] {Arrays.copyOf(payload, at), Arrays.copyOfRange(payload, at, payload.length)};
    }
}
