package io.github.onekyu.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads HTTP/1.1 heads and bodies off a stream, byte for byte; knows no more than the tests need. */
final class HttpWire {
    private static final int LONGEST_LINE = 64 * 1024;

    private HttpWire() {}

    /** The first line and the fields. */
    record Head(String line, Headers headers) {}

    /** @throws EOFException if the peer closes before the head is complete */
    static Head readHead(InputStream in) throws IOException {
        String first = readLine(in);
        List<String> lines = new ArrayList<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            lines.add(line);
        }
        return new Head(first, Headers.parse(lines));
    }

    /** The body as its headers frame it; {@code untilClose} where they say nothing: responses, never requests. */
    static byte[] readBody(InputStream in, Headers headers, boolean untilClose) throws IOException {
        if (headers.says("Transfer-Encoding", "chunked")) {
            return readChunks(in);
        }
        if (headers.has("Content-Length")) {
            int length = Integer.parseInt(headers.first("Content-Length").orElseThrow());
            return readExactly(in, length);
        }
        return untilClose ? in.readAllBytes() : new byte[0];
    }

    static byte[] readExactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = readLine(in);
            int extension = size.indexOf(';');
            int length = Integer.parseInt((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
            if (length == 0) {
                while (!readLine(in).isEmpty()) {
                    // trailers say nothing the tests want to know
                }
                return body.toByteArray();
            }
            body.write(readExactly(in, length));
            readLine(in);
        }
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("closed in the middle of a line: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
        }
    }
}
