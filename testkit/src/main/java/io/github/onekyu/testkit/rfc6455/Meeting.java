package io.github.onekyu.testkit.rfc6455;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Where a case meets the product: a TCP connection each time, before any handshake. A server under test is dialled, a
 * client under test dials; it must be set to come back at once, in role API alone. For one thread.
 */
public final class Meeting implements AutoCloseable {
    /** For what must come. */
    static final int PATIENCE_MILLIS = 5_000;

    private static final int LONGEST_HEAD = 64 * 1024;

    private final Side side;
    private final int serverPort;
    private final ServerSocket listener;

    private Meeting(Side side, int serverPort, ServerSocket listener) {
        this.side = side;
        this.serverPort = serverPort;
        this.listener = listener;
    }

    /** With the product's server on this port of the loopback address; its {@code /api} is asked. */
    public static Meeting withServer(int port) throws IOException {
        return new Meeting(Side.SERVER, port, new ServerSocket());
    }

    /** With a client of the product that dials {@link #url}. */
    public static Meeting withClient() throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        listener.setSoTimeout(PATIENCE_MILLIS);
        return new Meeting(Side.CLIENT, 0, listener);
    }

    /** What the client has to dial. */
    public String url() {
        return "ws://127.0.0.1:" + listener.getLocalPort() + "/api";
    }

    public Side side() {
        return side;
    }

    int port() {
        return side == Side.SERVER ? serverPort : listener.getLocalPort();
    }

    Socket connect() throws IOException {
        Socket socket =
                side == Side.SERVER ? new Socket(InetAddress.getByName("127.0.0.1"), serverPort) : listener.accept();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** The head of a request or an answer, up to and with its empty line. */
    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0 || head.size() > LONGEST_HEAD) {
                throw new EOFException("no complete head");
            }
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
