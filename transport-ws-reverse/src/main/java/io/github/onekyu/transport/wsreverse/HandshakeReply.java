package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Reasons;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The head of what the peer answered to a handshake.
 *
 * @param headers by name in any case; the values as they came, in order
 */
record HandshakeReply(int status, String reason, Map<String, List<String>> headers) {

    /** Empty if it is not an HTTP/1 head. {@code head} goes up to the empty line, without it. */
    static Optional<HandshakeReply> parse(String head) {
        String[] lines = head.split("\r?\n");
        String[] first = lines[0].split(" ", 3);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[1-9]\\d\\d")) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            String value = lines[i].substring(colon + 1).trim();
            headers.merge(lines[i].substring(0, colon), List.of(value), HandshakeReply::both);
        }
        return Optional.of(
                new HandshakeReply(Integer.parseInt(first[1]), first.length > 2 ? printable(first[2]) : "", headers));
    }

    private static List<String> both(List<String> before, List<String> more) {
        return Stream.concat(before.stream(), more.stream()).toList();
    }

    /** The peer's words go into a log: one short line of plain text. */
    private static String printable(String words) {
        String plain = words.replaceAll("[^ -~]", "").trim();
        return plain.length() > 60 ? plain.substring(0, 60) : plain;
    }

    boolean accepted() {
        return status == 101;
    }

    /** Why no connection came of it and what the operator can do, in one line. */
    String refusal() {
        String location = headers.getOrDefault("Location", List.of("")).get(0);
        return Reasons.handshakeRefused(Peer.BOT, status, reason, location);
    }
}
