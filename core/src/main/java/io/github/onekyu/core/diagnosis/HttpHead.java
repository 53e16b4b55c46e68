package io.github.onekyu.core.diagnosis;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The head of an answer.
 *
 * @param headers by name in any case; the last of each
 */
record HttpHead(int status, String phrase, Map<String, String> headers) {
    private static final int LONGEST = 64 << 10;
    private static final int LONGEST_BODY = 64 << 10;

    /** Empty if what comes is not HTTP/1. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!ended(head)) {
            int next = in.read();
            if (next < 0) {
                if (head.isEmpty()) {
                    throw new EOFException("no answer");
                }
                return Optional.empty();
            }
            head.append((char) next);
            if (head.length() > LONGEST
                    || (head.length() == 5 && !head.toString().equals("HTTP/"))) {
                return Optional.empty();
            }
        }
        return parse(head.toString());
    }

    private static boolean ended(StringBuilder head) {
        int length = head.length();
        return length > 1
                && head.charAt(length - 1) == '\n'
                && (head.charAt(length - 2) == '\n'
                        || (length > 3 && head.charAt(length - 2) == '\r' && head.charAt(length - 3) == '\n'));
    }

    private static Optional<HttpHead> parse(String text) {
        String[] lines = text.split("\r?\n");
        String[] first = lines[0].split(" ", 3);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[1-9]\\d\\d")) {
            return Optional.empty();
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon),
                        lines[i].substring(colon + 1).trim());
            }
        }
        return Optional.of(new HttpHead(Integer.parseInt(first[1]), first.length > 2 ? first[2] : "", headers));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body, or its beginning. Chunks are not taken apart: enough to look for a word in it. */
    String body(InputStream in) throws IOException {
        int announced = header("Content-Length").matches("\\d{1,9}")
                ? Integer.parseInt(header("Content-Length"))
                : LONGEST_BODY;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int wanted = Math.min(announced, LONGEST_BODY);
        byte[] buffer = new byte[4096];
        while (body.size() < wanted) {
            int count = in.read(buffer, 0, Math.min(buffer.length, wanted - body.size()));
            if (count < 0) {
                break;
            }
            body.write(buffer, 0, count);
            if (announced == LONGEST_BODY
                    && body.toString(StandardCharsets.UTF_8).endsWith("0\r\n\r\n")) {
                break; // the last chunk
            }
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
