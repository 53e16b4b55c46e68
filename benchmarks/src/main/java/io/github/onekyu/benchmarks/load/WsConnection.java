package io.github.onekyu.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that only knows what a benchmark needs: whole text frames, pings, closes. */
abstract class WsConnection extends Connection {
    private static final byte[] END_OF_HEAD = Scan.ascii("\r\n\r\n");
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private boolean open;

    WsConnection(URI uri, Selector selector, Tally tally, int receiveBuffer) throws IOException {
        super(uri, selector, tally, receiveBuffer);
        String head = "GET " + target(uri) + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        out.put(Scan.ascii(head));
        flush();
    }

    @Override
    final boolean ready() {
        return open && !ended();
    }

    /** The handshake is through. */
    void opened() {}

    /** A whole text message. */
    abstract void text(byte[] bytes, int from, int to, long now);

    /** The peer has said goodbye. */
    void closed(int code) {
        tally.error("closed by the peer with " + code);
    }

    @Override
    final void received() {
        if (!open && !handshake()) {
            return;
        }
        byte[] bytes = in.array();
        int at = in.position();
        int limit = in.limit();
        while (limit - at >= 2) {
            int head = headLength(bytes[at + 1]);
            if (limit - at < head) {
                break;
            }
            int length = payloadLength(at, head);
            if (limit - at < head + length) {
                in.position(at);
                expect(head + length);
                return;
            }
            frame(bytes, bytes[at] & 15, at + head, length);
            at += head + length;
        }
        in.position(at);
    }

    private boolean handshake() {
        byte[] bytes = in.array();
        int end = Scan.first(bytes, in.position(), in.limit(), END_OF_HEAD);
        if (end < 0) {
            return false;
        }
        String status = new String(bytes, in.position(), Math.min(60, end), StandardCharsets.ISO_8859_1);
        if (!status.startsWith("HTTP/1.1 101")) {
            tally.error("handshake: " + status.lines().findFirst().orElse(""));
            end();
            return false;
        }
        in.position(end + END_OF_HEAD.length);
        open = true;
        opened();
        return true;
    }

    private static int headLength(byte second) {
        int length = second & 127;
        return length < 126 ? 2 : length == 126 ? 4 : 10;
    }

    private int payloadLength(int at, int head) {
        return switch (head) {
            case 2 -> in.get(at + 1) & 127;
            case 4 -> in.getShort(at + 2) & 0xffff;
            default -> Math.toIntExact(in.getLong(at + 2));
        };
    }

    private void frame(byte[] bytes, int opcode, int from, int length) {
        switch (opcode) {
            case TEXT -> text(bytes, from, from + length, System.nanoTime());
            case PING -> put(PONG, bytes, from, length);
            case CLOSE -> closed(length < 2 ? 1005 : ((bytes[from] & 0xff) << 8) | (bytes[from + 1] & 0xff));
            default -> {
                // pongs and what nobody here asked for
            }
        }
    }

    /** Puts the head of a masked frame; the mask is zero, which is legal, and free to apply. */
    final void head(int opcode, int length) {
        room(length + 14);
        out.put((byte) (0x80 | opcode));
        if (length < 126) {
            out.put((byte) (0x80 | length));
        } else if (length < 65536) {
            out.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            out.put((byte) (0x80 | 127)).putLong(length);
        }
        out.putInt(0);
    }

    private void put(int opcode, byte[] bytes, int from, int length) {
        head(opcode, length);
        out.put(bytes, from, length);
    }
}
