package io.github.onekyu.testkit.rfc6455;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** Opening handshakes as either end does them, and what can be wrong with the product's part. */
final class Handshakes {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String[] HEADS = {
        "Host: 127.0.0.1",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + KEY,
        "Sec-WebSocket-Version: 13"
    };

    private Handshakes() {}

    /** An ordinary handshake; fails unless it comes about. */
    static void shake(CasePeer peer) throws IOException {
        if (peer.side() == Side.SERVER) {
            peer.send(request("GET /api HTTP/1.1", HEADS));
            String answer = readAnswer(peer);
            if (!answer.equals("101")) {
                throw new AssertionError("no connection for an ordinary handshake: " + answer);
            }
        } else {
            String request = Meeting.readHead(peer.in());
            peer.send(answer(request, ordinary(request)));
        }
    }

    // ---- towards a server

    /** A request with these headers, without an empty line among them. */
    static byte[] request(String line, String... headers) {
        return head(line, headers);
    }

    /** An ordinary request, in which one header is replaced by others, or by none. */
    static byte[] requestWith(String name, String... instead) {
        StringBuilder headers = new StringBuilder();
        for (String header : HEADS) {
            if (header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                for (String other : instead) {
                    headers.append(other).append('\n');
                }
            } else {
                headers.append(header).append('\n');
            }
        }
        return request("GET /api HTTP/1.1", headers.toString().split("\n"));
    }

    static byte[] requestLine(String line) {
        return request(line, HEADS);
    }

    /** Reads the server's answer: its status, and what is wrong or worth knowing about its headers. */
    static String readAnswer(CasePeer peer) throws IOException {
        String head = Meeting.readHead(peer.in());
        String status = head.substring(9, 12);
        if (!status.equals("101")) {
            String version = header(head, "Sec-WebSocket-Version");
            return status + (version.isEmpty() ? "" : " with version " + version);
        }
        if (!header(head, "Upgrade").equalsIgnoreCase("websocket")
                || !header(head, "Connection").equalsIgnoreCase("upgrade")) {
            return "101 that upgrades nothing";
        }
        if (!header(head, "Sec-WebSocket-Accept").equals(acceptFor(KEY))) {
            return "101 with the accept value of another key";
        }
        boolean more = !header(head, "Sec-WebSocket-Extensions").isEmpty()
                || !header(head, "Sec-WebSocket-Protocol").isEmpty();
        return more ? "101 with an extension or a protocol" : "101";
    }

    // ---- towards a client

    /** What an answer to this request has to have. */
    static String[] ordinary(String request) {
        return new String[] {
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: " + acceptFor(header(request, "Sec-WebSocket-Key"))
        };
    }

    static byte[] answer(String request, String... headers) {
        return head("HTTP/1.1 101 Switching Protocols", headers);
    }

    static byte[] head(String line, String... headers) {
        StringBuilder out = new StringBuilder(line).append("\r\n");
        for (String header : headers) {
            if (!header.isEmpty()) {
                out.append(header).append("\r\n");
            }
        }
        return out.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    // ---- both

    /** The value of the first header with this name; empty if there is none. */
    static String header(String head, String name) {
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }

    static String acceptFor(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
