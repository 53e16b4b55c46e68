package io.github.onekyu.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An HTTP client on one raw socket to the loopback address: sends exactly the bytes it is told and normalises nothing.
 * Several requests may follow each other on one instance (keep-alive). Header arguments are whole lines, such as {@code
 * "Authorization: Bearer x"}. Not thread-safe; each read waits ten seconds at most.
 */
public final class RawHttp implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final int port;

    /** One response; the body without its transfer coding. */
    public record Response(int status, Headers headers, byte[] body) {
        /** The body as UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private RawHttp(Socket socket, int port) throws IOException {
        this.socket = socket;
        this.port = port;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    public static RawHttp connect(int port) {
        try {
            return new RawHttp(new Socket(InetAddress.getByName("127.0.0.1"), port), port);
        } catch (IOException e) {
            throw new UncheckedIOException("127.0.0.1:" + port, e);
        }
    }

    /** One request on a socket of its own. */
    public static Response fetch(int port, String method, String target, String... headers) {
        try (RawHttp http = connect(port)) {
            return http.request(method, target, headers);
        }
    }

    /** Writes one whole request, as it stands, and reads its response. */
    public Response send(String rawRequest) {
        write(rawRequest);
        return read(rawRequest.startsWith("HEAD "));
    }

    /** As {@link #send(String)}, for requests that are not UTF-8 text. */
    public Response send(byte[] rawRequest) {
        write(rawRequest);
        return read(false);
    }

    public Response get(String target, String... headers) {
        return request("GET", target, headers);
    }

    /** A request without a body. */
    public Response request(String method, String target, String... headers) {
        return send(head(method, target, headers) + "\r\n");
    }

    /** @param contentType left out if empty */
    public Response post(String target, String contentType, String body, String... headers) {
        return post(target, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Response post(String target, String contentType, byte[] body, String... headers) {
        writePost(target, contentType, body, headers);
        return read(false);
    }

    /** Writes a POST and does not wait for its response. */
    public void writePost(String target, String contentType, String body, String... headers) {
        writePost(target, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private void writePost(String target, String contentType, byte[] body, String... headers) {
        String type = contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
        write(head("POST", target, headers) + type + "Content-Length: " + body.length + "\r\n\r\n");
        write(body);
    }

    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next response; for requests sent with {@link #write}. */
    public Response read() {
        return read(false);
    }

    /** As {@link #read()}, waiting this long for each byte. */
    public Response read(Duration limit) {
        try {
            socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
            return read(false);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response read(boolean headOnly) {
        try {
            HttpWire.Head head = HttpWire.readHead(in);
            String[] line = head.line().split(" ", 3);
            int status = Integer.parseInt(line[1]);
            boolean bodiless = headOnly || status < 200 || status == 204 || status == 304;
            byte[] body = bodiless ? new byte[0] : HttpWire.readBody(in, head.headers(), true);
            return new Response(status, head.headers(), body);
        } catch (IOException e) {
            throw new UncheckedIOException("no complete response from 127.0.0.1:" + port, e);
        }
    }

    /** Whether the server closes this connection within the time; anything it still sends is thrown away. */
    public boolean closesWithin(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                socket.setSoTimeout((int) left);
                if (in.read() < 0) {
                    return true;
                }
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Ends this side's sending; the server may still answer. */
    public void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks the connection off with a TCP reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            return;
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }
}
