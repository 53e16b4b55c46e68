package io.github.onekyu.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One end of an open WebSocket connection. A thread of its own reads frames into a queue; pings and closes are answered
 * unless told otherwise. Sending is thread-safe; the {@code next…} methods are for one thread.
 */
public abstract class WebSocketPeer implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final boolean client;
    private final Object sending = new Object();
    private final BlockingQueue<WebSocketFrame> frames = new LinkedBlockingQueue<>();
    private final Gate reading = new Gate();
    private volatile boolean paused;
    private volatile boolean answersPings = true;
    private volatile boolean answersCloses = true;
    private volatile boolean closeSent;

    WebSocketPeer(Socket socket, InputStream in, boolean client) {
        this.socket = socket;
        this.in = in;
        this.client = client;
    }

    final void startReading() {
        Thread reader = new Thread(this::readAll, "testkit-ws-reader");
        reader.setDaemon(true);
        reader.start();
    }

    public void sendText(String text) {
        send(true, WebSocketFrame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendBinary(byte[] payload) {
        send(true, WebSocketFrame.BINARY, payload);
    }

    /** One text message in several frames; the parts are cut as bytes, so a character may be split. */
    public void sendFragments(byte[]... parts) {
        for (int i = 0; i < parts.length; i++) {
            send(i == parts.length - 1, i == 0 ? WebSocketFrame.TEXT : WebSocketFrame.CONTINUATION, parts[i]);
        }
    }

    public void sendPing(String payload) {
        send(true, WebSocketFrame.PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    public void sendPong(byte[] payload) {
        send(true, WebSocketFrame.PONG, payload);
    }

    public void sendClose(int code, String reason) {
        closeSent = true;
        send(true, WebSocketFrame.CLOSE, WebSocketFrame.closePayload(code, reason));
    }

    /** A close frame without a code (1005 for the other end). */
    public void sendEmptyClose() {
        closeSent = true;
        send(true, WebSocketFrame.CLOSE, new byte[0]);
    }

    /** Any bytes; see {@link WebSocketFrame#encode}. */
    public void sendRaw(byte[] bytes) {
        synchronized (sending) {
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void send(boolean fin, int opcode, byte[] payload) {
        sendRaw(WebSocketFrame.encode(fin, opcode, client, payload));
    }

    /** The next text message, put together if it came in fragments; pings and pongs are passed over. */
    public String nextText(Duration limit) {
        return nextTextFrame(limit).text();
    }

    /** As {@link #nextText}, with the time of arrival. Fails if the connection ends or nothing comes in time. */
    public WebSocketFrame nextTextFrame(Duration limit) {
        return pollTextFrame(limit).orElseThrow(() -> new AssertionError("no text frame within " + limit));
    }

    /** As {@link #nextText}, but empty if nothing comes in time. */
    public Optional<String> pollText(Duration limit) {
        return pollTextFrame(limit).map(WebSocketFrame::text);
    }

    private Optional<WebSocketFrame> pollTextFrame(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            Optional<WebSocketFrame> polled = pollFrame(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (polled.isEmpty()) {
                return polled;
            }
            WebSocketFrame frame = polled.get();
            switch (frame.opcode()) {
                case WebSocketFrame.PING, WebSocketFrame.PONG -> {
                    // a control frame may come between any two others
                }
                case WebSocketFrame.TEXT, WebSocketFrame.CONTINUATION -> {
                    message.writeBytes(frame.payload());
                    if (frame.fin()) {
                        return Optional.of(frame.withPayload(message.toByteArray()));
                    }
                }
                default -> throw new AssertionError("expected a text frame, got " + describe(frame));
            }
        }
    }

    /** The next frame of any kind, or the end of the connection; fails if there is none in time. */
    public WebSocketFrame nextFrame(Duration limit) {
        return pollFrame(limit).orElseThrow(() -> new AssertionError("no frame within " + limit));
    }

    public Optional<WebSocketFrame> pollFrame(Duration limit) {
        try {
            return Optional.ofNullable(frames.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a frame", e);
        }
    }

    /** Reads on until a close frame or the end comes; what came before it is thrown away. */
    public WebSocketFrame nextEnding(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            WebSocketFrame frame = pollFrame(Duration.ofNanos(Math.max(0, end - System.nanoTime())))
                    .orElseThrow(() -> new AssertionError("the connection was not closed within " + limit));
            if (frame.isClose() || frame.isEnd()) {
                return frame;
            }
        }
    }

    /** Waits the whole time; fails if a text frame comes or the connection ends. */
    public void expectNoText(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<WebSocketFrame> frame = pollFrame(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (frame.isEmpty()) {
                return;
            }
            int opcode = frame.get().opcode();
            if (opcode != WebSocketFrame.PING && opcode != WebSocketFrame.PONG) {
                throw new AssertionError("expected silence, got " + describe(frame.get()));
            }
        }
    }

    /** Stops taking bytes off the socket, so that the other end's buffers fill; one more frame may still be read. */
    public void pauseReading() {
        paused = true;
    }

    public void resumeReading() {
        paused = false;
        reading.open();
    }

    public void answerPings(boolean answer) {
        answersPings = answer;
    }

    public void answerCloses(boolean answer) {
        answersCloses = answer;
    }

    /** Ends the TCP connection without a close frame. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reading.open();
        }
    }

    /** Breaks the TCP connection off with a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            return;
        }
        close();
    }

    private void readAll() {
        try {
            while (true) {
                if (paused) {
                    reading.await();
                }
                WebSocketFrame frame = WebSocketFrame.read(in);
                frames.add(frame);
                answer(frame);
            }
        } catch (IOException | UncheckedIOException | ArithmeticException closedOrBroken) {
            frames.add(WebSocketFrame.end());
        }
    }

    private void answer(WebSocketFrame frame) throws IOException {
        if (frame.opcode() == WebSocketFrame.PING && answersPings) {
            sendPong(frame.payload());
        }
        if (frame.isClose()) {
            if (!closeSent && answersCloses) {
                closeSent = true;
                send(true, WebSocketFrame.CLOSE, frame.payload());
            }
            if (!client && closeSent) {
                synchronized (sending) { // not in the middle of a frame
                    socket.shutdownOutput(); // RFC 6455 §7.1.1: the server ends the TCP connection first
                }
            }
        }
    }

    private static String describe(WebSocketFrame frame) {
        if (frame.isEnd()) {
            return "the end of the connection";
        }
        return frame.isClose()
                ? "a close frame with code " + frame.closeCode()
                : "a frame with opcode " + frame.opcode() + ": " + frame.text();
    }
}
