package io.github.onekyu.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads all the answers of one connection, byte for byte; whatever is not well-formed HTTP/1.1 fails. */
final class HttpAnswers {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9]) [ -~]*");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([ -~]*)");
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** One answer; names of headers in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private HttpAnswers() {}

    /** The final answers, interim ones left out. */
    static List<Answer> read(byte[] bytes) {
        List<Answer> answers = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int end = indexOf(bytes, at);
            String[] lines = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1).split("\r\n", -1);
            Matcher status = match(STATUS, lines[0]);
            Map<String, String> headers = new TreeMap<>();
            for (String line : Arrays.asList(lines).subList(1, lines.length)) {
                Matcher field = match(FIELD, line);
                if (headers.put(field.group(1).toLowerCase(Locale.ROOT), field.group(2)) != null) {
                    throw new AssertionError("header " + field.group(1) + " is there twice");
                }
            }
            at = end + END_OF_HEAD.length;
            int code = Integer.parseInt(status.group(1));
            if (code < 200) {
                continue;
            }
            String length = headers.get("content-length");
            if (length == null) {
                throw new AssertionError("an answer without its length: " + String.join(" | ", lines));
            }
            int bodyEnd = at + Integer.parseInt(length);
            if (bodyEnd > bytes.length) {
                throw new AssertionError("the answer ends in the middle of its body");
            }
            answers.add(new Answer(code, headers, new String(bytes, at, bodyEnd - at, StandardCharsets.UTF_8)));
            at = bodyEnd;
        }
        return answers;
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not HTTP: " + line);
        }
        return matcher;
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i + END_OF_HEAD.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i;
            }
        }
        throw new AssertionError("no end of the head: "
                + new String(bytes, from, Math.min(200, bytes.length - from), StandardCharsets.ISO_8859_1));
    }
}
