package io.github.onekyu.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A WebSocket client on a raw socket to the loopback address. Header arguments are whole lines, such as {@code
 * "Authorization: Bearer x"}.
 */
public final class RawWebSocket extends WebSocketPeer {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 10_000;

    private final Handshake handshake;

    /** The server's answer to the upgrade; the body is empty for 101. */
    public record Handshake(int status, Headers headers, byte[] body) {}

    private RawWebSocket(Socket socket, InputStream in, Handshake handshake) {
        super(socket, in, true);
        this.handshake = handshake;
    }

    /** Opens a connection; fails if the server does not answer 101 with the right {@code Sec-WebSocket-Accept}. */
    public static RawWebSocket open(int port, String target, String... headers) {
        return open(0, port, target, headers);
    }

    /**
     * As {@link #open(int, String, String...)}, with a small receive buffer, so that a peer that does not read fills up
     * quickly.
     */
    public static RawWebSocket openNarrow(int port, String target, String... headers) {
        return open(4096, port, target, headers);
    }

    private static RawWebSocket open(int receiveBuffer, int port, String target, String... headers) {
        try {
            Socket socket = connect(port, receiveBuffer);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String key = newKey();
            write(socket, request(port, target, key, headers));
            Handshake answer = readAnswer(in);
            if (answer.status() != 101) {
                socket.close();
                throw new AssertionError("expected 101 for " + target + ", got " + answer.status());
            }
            String accept = answer.headers().first("Sec-WebSocket-Accept").orElse("(none)");
            if (!accept.equals(acceptFor(key))) {
                socket.close();
                throw new AssertionError("wrong Sec-WebSocket-Accept: " + accept);
            }
            socket.setSoTimeout(0);
            RawWebSocket opened = new RawWebSocket(socket, in, answer);
            opened.startReading();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException("127.0.0.1:" + port + target, e);
        }
    }

    /** Asks for an upgrade, reads the answer and leaves. */
    public static Handshake attempt(int port, String target, String... headers) {
        return attemptAndSend(new byte[0], port, target, headers);
    }

    /** As {@link #attempt}, with bytes sent in one go with the request, before any answer (WS-06). */
    public static Handshake attemptAndSend(byte[] pipelined, int port, String target, String... headers) {
        byte[] request = request(port, target, newKey(), headers).getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[request.length + pipelined.length];
        System.arraycopy(request, 0, all, 0, request.length);
        System.arraycopy(pipelined, 0, all, request.length, pipelined.length);
        try (Socket socket = connect(port, 0)) {
            socket.getOutputStream().write(all);
            return readAnswer(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException("127.0.0.1:" + port + target, e);
        }
    }

    /** What the server answered when this connection was opened. */
    public Handshake handshake() {
        return handshake;
    }

    static String acceptFor(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static Socket connect(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer); // counts only if set before connecting
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), HANDSHAKE_TIMEOUT_MILLIS);
        socket.setSoTimeout(HANDSHAKE_TIMEOUT_MILLIS);
        return socket;
    }

    private static String newKey() {
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static String request(int port, String target, String key, String... headers) {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                + "\r\nSec-WebSocket-Version: 13\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static Handshake readAnswer(InputStream in) throws IOException {
        HttpWire.Head head = HttpWire.readHead(in);
        int status = Integer.parseInt(head.line().split(" ", 3)[1]);
        byte[] body = status == 101 ? new byte[0] : HttpWire.readBody(in, head.headers(), true);
        return new Handshake(status, head.headers(), body);
    }
}
