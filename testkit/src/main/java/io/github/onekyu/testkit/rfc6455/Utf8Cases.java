package io.github.onekyu.testkit.rfc6455;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Chapter 6: text is UTF-8, and nothing else is text. */
final class Utf8Cases {
    private static final String REFUSED = "close 1007, end";
    private static final String SERVED = "reply, open";
    private static final byte[] NOTHING = {};
    /** The ends of each length of encoding, of the surrogates' gap, and of each plane with its two non-characters. */
    private static final int[] BORDERS = {
        0x20, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0x2028, 0xcfff, 0xd000, 0xd7ff, 0xe000, 0xfdd0, 0xfeff, 0xfffd,
        0xfffe, 0xffff, 0x10000, 0x1f600, 0x3fffd, 0x3ffff, 0x40000, 0xeffff, 0xf0000, 0xffffe, 0xfffff, 0x100000,
        0x10fffd, 0x10ffff
    };

    private static final Map<String, String> INVALID = invalid();

    private Utf8Cases() {}

    static void addTo(CaseList cases) {
        valid(cases);
        split(cases);
        cases.group("6.4", "8.1");
        INVALID.forEach((what, hex) ->
                cases.both(what + ": " + hex, REFUSED, peer -> peer.send(peer.frame(WireFrame.TEXT, quoted(hex)))));
        invalidElsewhere(cases);
        notText(cases);
    }

    private static void valid(CaseList cases) {
        cases.group("6.1", "5.6");
        for (int point : BORDERS) {
            cases.both(
                    "text with U+%04X".formatted(point),
                    SERVED,
                    peer -> peer.send(peer.frame(WireFrame.TEXT, peer.call("<" + Character.toString(point) + ">"))));
        }
        cases.both("text with the first and last two characters of all 17 planes", SERVED, peer -> {
            StringBuilder all = new StringBuilder();
            for (int plane = 0; plane <= 16; plane++) {
                all.appendCodePoint(plane == 0 ? 0x23 : plane << 16)
                        .appendCodePoint(plane << 16 | 0xfffe)
                        .appendCodePoint(plane << 16 | 0xffff);
            }
            peer.send(peer.frame(WireFrame.TEXT, peer.call(all.toString())));
        });
        cases.both(
                "text that is U+0000 alone",
                "malformed, open",
                peer -> peer.send(peer.frame(WireFrame.TEXT, new byte[1])));
        cases.both(
                "200 kB of four-byte characters",
                SERVED,
                peer -> peer.send(peer.frame(WireFrame.TEXT, peer.call("\uD83D\uDE00".repeat(50_000)))));
    }

    private static void split(CaseList cases) {
        Map<String, String> samples = new LinkedHashMap<>();
        samples.put("two", "\u00e4");
        samples.put("three", "\u4f60");
        samples.put("four", "\uD83D\uDE00");
        cases.group("6.2", "5.6");
        samples.forEach((count, character) -> {
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            for (int within = 1; within < length; within++) {
                int at = within;
                cases.both(
                        "fragments cut after byte " + at + " of a character of " + count + " bytes", SERVED, peer -> {
                            byte[][] parts = FragmentCases.cut(peer.call(character), before(character) + at);
                            peer.send(FragmentCases.fragments(peer, WireFrame.TEXT, parts));
                        });
                cases.both("the same, with a ping where it is cut", "pong, reply, open", peer -> {
                    byte[][] parts = FragmentCases.cut(peer.call(character), before(character) + at);
                    peer.send(peer.frame(false, WireFrame.TEXT, parts[0]), peer.ping("p"));
                    peer.see();
                    peer.send(peer.frame(true, WireFrame.CONTINUATION, parts[1]));
                });
            }
            cases.both(
                    "characters of " + count + " bytes, each byte a fragment",
                    SERVED,
                    peer -> peer.send(FragmentCases.fragments(
                            peer, WireFrame.TEXT, FragmentCases.parts(peer.call(character.repeat(20)), 1))));
        });
        cases.group("6.3", "5.6");
        samples.forEach((count, character) -> {
            for (int size : new int[] {1, 3}) {
                cases.both(
                        "characters of " + count + " bytes in one frame, in writes of " + size,
                        SERVED,
                        peer -> peer.sendIn(size, peer.frame(WireFrame.TEXT, peer.call(character.repeat(20)))));
            }
        });
        cases.both("all lengths of character in fragments of 7 bytes, in writes of 5", SERVED, peer -> {
            String mixed = String.join("a", samples.values()).repeat(10);
            peer.sendIn(5, FragmentCases.fragments(peer, WireFrame.TEXT, FragmentCases.parts(peer.call(mixed), 7)));
        });
    }

    /** Where the character begins in the payload of a call that brings it as its echo. */
    private static int before(String character) {
        byte[] call = CasePeer.payloadOf(character);
        return call.length - "\"}".length() - character.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void invalidElsewhere(CaseList cases) {
        cases.group("6.5", "8.1");
        byte[] overlong = quoted("e08080");
        cases.both(
                "overlong character in writes of 1",
                REFUSED,
                peer -> peer.sendIn(1, peer.frame(WireFrame.TEXT, overlong)));
        cases.both(
                "overlong character as the only bytes of the message",
                REFUSED,
                peer -> peer.send(peer.frame(WireFrame.TEXT, hex("e08080"))));
        cases.both(
                "impossible byte behind 200 kB of good text",
                REFUSED,
                peer -> peer.send(peer.frame(
                        WireFrame.TEXT,
                        WireFrame.join("\u4f60".repeat(70_000).getBytes(StandardCharsets.UTF_8), hex("ff")))));
        for (int at = 0; at <= 3; at++) {
            int within = at;
            cases.both(
                    "surrogate cut into fragments after " + at + " of its 3 bytes",
                    REFUSED,
                    peer -> peer.send(
                            FragmentCases.fragments(peer, WireFrame.TEXT, FragmentCases.cut(hex("eda080"), within))));
        }
        cases.both(
                "bad first fragment, good second",
                REFUSED,
                peer -> peer.send(
                        FragmentCases.fragments(peer, WireFrame.TEXT, new byte[][] {hex("61ff"), hex("6161")})));
        cases.both(
                "good first fragment, bad second",
                REFUSED,
                peer -> peer.send(
                        FragmentCases.fragments(peer, WireFrame.TEXT, new byte[][] {hex("6161"), hex("61ff")})));
        cases.both(
                "good fragments, the last one ends inside a character",
                REFUSED,
                peer -> peer.send(
                        FragmentCases.fragments(peer, WireFrame.TEXT, new byte[][] {hex("6161"), hex("61f09f98")})));
        cases.both(
                "fragment that ends inside a character, empty last fragment",
                REFUSED,
                peer -> peer.send(
                        FragmentCases.fragments(peer, WireFrame.TEXT, new byte[][] {hex("61e4bd"), NOTHING})));
        cases.both(
                "fragment that ends inside a character, the rest does not fit, in writes of 1",
                REFUSED,
                peer -> peer.sendIn(
                        1, FragmentCases.fragments(peer, WireFrame.TEXT, new byte[][] {hex("61e4bd"), hex("61")})));
        cases.both("bad text behind a call that was answered", "reply, " + REFUSED, peer -> {
            peer.send(peer.frame(WireFrame.TEXT, peer.call("good")));
            peer.see();
            peer.send(peer.frame(WireFrame.TEXT, hex("c0")));
        });
    }

    private static void notText(CaseList cases) {
        cases.group("6.6", "5.6");
        cases.both(
                "binary message that is not UTF-8 is no matter of the protocol",
                "malformed, open",
                peer -> peer.send(peer.frame(WireFrame.BINARY, quoted("ff"))));
        cases.both(
                "half a character at the end of a binary message, its other half at the start of the next",
                "malformed x2, open",
                peer -> peer.send(peer.frame(WireFrame.BINARY, hex("e4bd")), peer.frame(WireFrame.BINARY, hex("a0"))));
    }

    /** The bytes inside a call, so that nothing but they can be wrong with it. */
    private static byte[] quoted(String hex) {
        return WireFrame.join(
                "{\"action\":\"get_status\",\"echo\":\"".getBytes(StandardCharsets.UTF_8),
                hex(hex),
                "\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static Map<String, String> invalid() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("lone continuation byte, the lowest", "80");
        all.put("lone continuation byte, the highest", "bf");
        all.put("two continuation bytes", "80bf");
        all.put("six continuation bytes", "80bf80bf80bf");
        for (int lead : new int[] {0xc0, 0xc1, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff}) {
            all.put("impossible byte " + Integer.toHexString(lead).toUpperCase(Locale.ROOT), Integer.toHexString(lead));
        }
        all.put("impossible bytes in a row", "fefeffff");
        all.put("first byte of two without its second", "c3");
        all.put("first byte of three without its others", "e4");
        all.put("two bytes of three", "e4bd");
        all.put("first byte of four without its others", "f0");
        all.put("two bytes of four", "f09f");
        all.put("three bytes of four", "f09f98");
        all.put("three bytes of four at the top", "f48fbf");
        all.put("first byte of two before ASCII", "c328");
        all.put("first byte of three before ASCII", "e428a1");
        all.put("two bytes of three before ASCII", "e4bd28");
        all.put("first byte of four before ASCII", "f0289f98");
        all.put("two bytes of four before ASCII", "f09f2898");
        all.put("three bytes of four before ASCII", "f09f9828");
        all.put("cut character before a good one", "e4bde4bda0");
        all.put("good character and a continuation byte too many", "e4bda0a0");
        all.put("overlong slash in two bytes", "c0af");
        all.put("overlong slash in three bytes", "e080af");
        all.put("overlong slash in four bytes", "f08080af");
        all.put("overlong slash in five bytes", "f8808080af");
        all.put("overlong slash in six bytes", "fc80808080af");
        all.put("overlong NUL in two bytes", "c080");
        all.put("overlong NUL in three bytes", "e08080");
        all.put("overlong NUL in four bytes", "f0808080");
        all.put("highest overlong in two bytes", "c1bf");
        all.put("highest overlong in three bytes", "e09fbf");
        all.put("highest overlong in four bytes", "f08fbfbf");
        for (String surrogate : new String[] {"eda080", "edadbf", "edae80", "edafbf", "edb080", "edbe80", "edbfbf"}) {
            int point = 0xd000
                    | (Integer.parseInt(surrogate.substring(2, 4), 16) & 0x3f) << 6
                    | (Integer.parseInt(surrogate.substring(4), 16) & 0x3f);
            all.put("surrogate U+%04X".formatted(point), surrogate);
        }
        all.put("lowest surrogate pair", "eda080edb080");
        all.put("surrogate pair of an emoji", "eda0bdedb880");
        all.put("highest surrogate pair", "edafbfedbfbf");
        all.put("U+110000, just over the top", "f4908080");
        all.put("U+13FFFF", "f4bfbfbf");
        all.put("U+1FFFFF", "f7bfbfbf");
        all.put("U+200000 in five bytes", "f888808080");
        all.put("U+3FFFFFF in five bytes", "fbbfbfbfbf");
        all.put("U+4000000 in six bytes", "fc8480808080");
        all.put("U+7FFFFFFF in six bytes", "fdbfbfbfbfbf");
        return all;
    }
}
