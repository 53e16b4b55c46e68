package io.github.onekyu.transport.wsreverse;

import java.net.URI;
import java.util.List;
import java.util.Locale;
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
        return "the handshake was refused with HTTP " + status + (reason.isEmpty() ? "" : " " + reason) + ": "
                + advice();
    }

    private String advice() {
        return switch (status) {
            case 401 -> "the bot wants a token, or another one; compare access_token here with the bot's";
            case 403 -> "the bot does not take this token or account, or has not yet dropped the previous connection";
            case 404, 405 -> "the bot has no WebSocket at this path; check the path of the URL";
            case 400, 426 -> "the bot did not take it for a WebSocket handshake; check host, port and path of the URL";
            case 421 -> "this is a WebSocket server of Onekyu, where bots connect; the URL must lead to the bot";
            default -> {
                if (status >= 300 && status < 400) {
                    yield "redirects are not followed" + location() + "; put the final address into the URL";
                }
                yield status >= 500
                        ? "the bot, or a proxy in front of it, is failing; look into its log"
                        : "expected 101; look into the bot's log";
            }
        };
    }

    private String location() {
        try {
            URI to = URI.create(headers.getOrDefault("Location", List.of("")).get(0));
            String place = (to.getScheme() == null ? "" : to.getScheme().toLowerCase(Locale.ROOT) + "://")
                    + (to.getHost() == null ? "" : to.getHost())
                    + (to.getPort() < 0 ? "" : ":" + to.getPort())
                    + (to.getPath() == null ? "" : to.getPath());
            return place.isEmpty() ? "" : " (it points to " + place + ")";
        } catch (IllegalArgumentException unreadable) {
            return ""; // the status alone says enough
        }
    }
}
