package io.github.onekyu.transport.ws;

import io.github.onekyu.core.connection.CallChannel;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Puts fragments together and passes whole messages to the call channel (WS-07, WS-14). Takes the parts itself, since
 * Tyrus looks for a decoder for each whole message. For the connection's reader.
 */
final class IncomingCalls {
    private final CallChannel calls;
    private final RunningCalls running;
    private final Consumer<byte[]> replies;
    private final Runnable came;
    private final StringBuilder text = new StringBuilder();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param came told of each whole message */
    IncomingCalls(CallChannel calls, RunningCalls running, Consumer<byte[]> replies, Runnable came) {
        this.calls = calls;
        this.running = running;
        this.replies = replies;
        this.came = came;
    }

    void listen(Session session) {
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) this::text);
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) this::binary);
    }

    /** For connections without calls: frames are read and ignored (WS-18). */
    static void ignore(Session session, Runnable came) {
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) (part, last) -> count(last, came));
        session.addMessageHandler(
                ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) (part, last) -> count(last, came));
    }

    private static void count(boolean last, Runnable came) {
        if (last) {
            came.run();
        }
    }

    private void text(String part, boolean last) {
        if (last && text.isEmpty()) {
            serve(part);
            return;
        }
        text.append(part);
        if (last) {
            String message = text.toString();
            text.setLength(0);
            text.trimToSize();
            serve(message);
        }
    }

    private void binary(ByteBuffer part, boolean last) {
        if (last && bytes.size() == 0) {
            serve(part);
            return;
        }
        byte[] piece = new byte[part.remaining()];
        part.get(piece);
        bytes.writeBytes(piece);
        if (last) {
            ByteBuffer message = ByteBuffer.wrap(bytes.toByteArray());
            bytes = new ByteArrayOutputStream(); // reset() would keep the room of a large message
            serve(message);
        }
    }

    private void serve(String message) {
        serve(() -> calls.received(message, this::reply));
    }

    private void serve(ByteBuffer message) {
        serve(() -> calls.received(message, this::reply));
    }

    private void serve(Runnable call) {
        came.run();
        if (!running.begin()) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error unanswered) {
            running.end();
            throw unanswered;
        }
    }

    private void reply(byte[] json) {
        try {
            replies.accept(json);
        } finally {
            running.end();
        }
    }
}
