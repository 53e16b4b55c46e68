package io.github.onekyu.testkit.rfc6455;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The peer that plays one case on one raw socket: what it sends leaves as it is told, byte for byte, and what comes back
 * is noted in the words of {@link WireCase}. Reads only when asked to. For one thread.
 */
final class CasePeer implements AutoCloseable {
    private static final String PROBE = "{\"action\":\"get_login_info\",\"echo\":\"probe\"}";
    private static final String PROBED = ",\"echo\":\"probe\"}";
    private static final int ABNORMAL = 1006;

    private final Meeting meeting;
    private final Transcript seen = new Transcript();
    private final Deque<String> echoes = new ArrayDeque<>();
    private final Deque<byte[]> pings = new ArrayDeque<>();
    private Socket socket;
    private InputStream in;
    private boolean open = true;
    private boolean answersClose = true;
    private boolean closeSent;

    CasePeer(Meeting meeting) throws IOException {
        this.meeting = meeting;
        this.socket = meeting.connect();
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    Side side() {
        return meeting.side();
    }

    int port() {
        return meeting.port();
    }

    // ---- frames to send

    byte[] frame(WireFrame frame) {
        return frame.encode(side() == Side.SERVER);
    }

    byte[] frame(int opcode, byte[] payload) {
        return frame(WireFrame.of(opcode, payload));
    }

    byte[] frame(boolean fin, int opcode, byte[] payload) {
        return frame(WireFrame.of(fin, opcode, payload));
    }

    /** A ping whose pong must bring this back. */
    byte[] ping(byte[] payload) {
        pings.add(payload);
        return frame(WireFrame.PING, payload);
    }

    byte[] ping(String payload) {
        return ping(payload.getBytes(StandardCharsets.UTF_8));
    }

    byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return close(ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array());
    }

    byte[] close(byte[] payload) {
        closeSent = true;
        return frame(WireFrame.CLOSE, payload);
    }

    /** The payload of a call whose reply must bring this back; the text is put between quotes as it is. */
    byte[] call(String echo) {
        echoes.add(tagged(echo));
        return payloadOf(echo);
    }

    /** As {@link #call}, but no reply is expected. */
    static byte[] payloadOf(String echo) {
        return ("{\"action\":\"get_status\"" + tagged(echo)).getBytes(StandardCharsets.UTF_8);
    }

    private static String tagged(String echo) {
        return ",\"echo\":\"" + echo + "\"}";
    }

    /** A payload of exactly so many bytes; a call where it has room for one. */
    byte[] payload(int length) {
        int least = "{\"action\":\"get_status\",\"echo\":\"\"}".length();
        return length < least ? " ".repeat(length).getBytes(StandardCharsets.UTF_8) : call("e".repeat(length - least));
    }

    // ---- sending

    /** Writes all of it at once. A product that has hung up already is no failure here: reading will tell. */
    void send(byte[]... parts) {
        write(WireFrame.join(parts));
    }

    /** Writes pieces of this size, each a write of its own. */
    void sendIn(int size, byte[]... parts) {
        byte[] all = WireFrame.join(parts);
        for (int at = 0; at < all.length; at += size) {
            write(Arrays.copyOfRange(all, at, Math.min(all.length, at + size)));
        }
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException hungUp) {
            // see send
        }
    }

    /** Ends our half of the TCP connection. */
    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the TCP connection off with a reset, and goes on with a new one. */
    void resetAndComeBack() throws IOException {
        socket.setSoLinger(true, 0);
        comeBack();
    }

    /** Ends the TCP connection, and goes on with a new one. */
    void comeBack() throws IOException {
        comeBackWithoutHandshake();
        Handshakes.shake(this);
    }

    void comeBackWithoutHandshake() throws IOException {
        socket.close();
        echoes.clear();
        pings.clear();
        socket = meeting.connect();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Leaves the product's close frame unanswered. */
    void neverAnswersClose() {
        answersClose = false;
    }

    // ---- what comes back

    InputStream in() {
        return in;
    }

    void note(String word) {
        seen.add(word);
    }

    /** Reads one frame, or the end, and notes it. */
    IncomingFrame see() throws IOException {
        IncomingFrame frame = next();
        note(word(frame));
        return frame;
    }

    /** Reads until the end, or until a last call has shown that the connection still serves. */
    String outcome(boolean staysOpen) throws IOException {
        if (staysOpen && open) {
            send(frame(WireFrame.TEXT, PROBE.getBytes(StandardCharsets.UTF_8)));
        }
        while (open) {
            IncomingFrame frame = next();
            if (open && frame.opcode() == WireFrame.TEXT && frame.text().endsWith(PROBED)) {
                note("open");
                break;
            }
            note(word(frame));
        }
        return seen.toString();
    }

    private IncomingFrame next() throws IOException {
        try {
            IncomingFrame frame = IncomingFrame.read(in, side() == Side.CLIENT);
            if (frame.opcode() == WireFrame.CLOSE) {
                answer(frame);
            }
            return frame;
        } catch (SocketTimeoutException silent) {
            return over("silence");
        } catch (java.io.EOFException ended) {
            return over("end");
        } catch (java.net.SocketException broken) {
            return over("reset");
        }
    }

    private IncomingFrame over(String word) {
        open = false;
        return new IncomingFrame(-1, new byte[0], word);
    }

    private void answer(IncomingFrame close) throws IOException {
        if (!closeSent && answersClose) {
            closeSent = true;
            send(frame(WireFrame.CLOSE, close.payload()));
        }
        if (closeSent && side() == Side.CLIENT && !socket.isOutputShutdown()) {
            socket.shutdownOutput(); // the server ends the TCP connection first (§7.1.1)
        }
    }

    private String word(IncomingFrame frame) {
        if (!frame.fault().isEmpty()) {
            return frame.fault();
        }
        return switch (frame.opcode()) {
            case WireFrame.TEXT -> reply(frame.text());
            case WireFrame.PONG -> Arrays.equals(frame.payload(), pings.poll()) ? "pong" : "pong with another payload";
            case WireFrame.CLOSE -> closeWord(frame.payload());
            default -> "opcode " + frame.opcode();
        };
    }

    private String reply(String text) {
        String expected = echoes.peek();
        if (expected != null && text.endsWith(expected)) {
            echoes.remove();
            return "reply";
        }
        return text.contains("\"retcode\":1400") ? "malformed" : "unexpected text";
    }

    private static String closeWord(byte[] payload) {
        if (payload.length == 0) {
            return "close";
        }
        int code = payload.length == 1
                ? ABNORMAL
                : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        return "close " + code;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
