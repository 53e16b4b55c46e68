package io.github.onekyu.testkit.contract;

import io.github.onekyu.testkit.PlainJson;
import io.github.onekyu.testkit.WebSocketFrame;
import io.github.onekyu.testkit.WebSocketPeer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bot on a connection of messages: tells replies and events apart by {@code post_type}, finds the reply of a call by
 * its echo.
 */
public final class FramePeer implements BotPeer {
    private static final AtomicInteger CALLS = new AtomicInteger();

    private final Link link;
    private final Deque<String> replies = new ArrayDeque<>();
    private final Deque<String> events = new ArrayDeque<>();

    /** A connection on which whole messages travel. */
    public interface Link {
        void send(String message);

        /** The next message, or empty if there is none in time; fails if the connection ends. */
        Optional<String> poll(Duration limit);

        boolean endsWithin(Duration limit);

        void breakOff();

        void close();

        default void sendRaw(byte[] bytes) {
            throw new UnsupportedOperationException("no FRAMES");
        }

        default int closeCode(Duration limit) {
            throw new UnsupportedOperationException("no FRAMES");
        }

        default void stopReading() {
            throw new UnsupportedOperationException("no MANY_PEERS");
        }
    }

    public FramePeer(Link link) {
        this.link = link;
    }

    /** A bot on either end of a WebSocket connection. */
    public static FramePeer over(WebSocketPeer socket) {
        return new FramePeer(new SocketLink(socket));
    }

    @Override
    public Pending ask(String action, String params) {
        String echo = "call-" + CALLS.incrementAndGet();
        send("{\"action\":\"" + action + "\",\"params\":" + params + ",\"echo\":\"" + echo + "\"}");
        return limit -> Reply.message(replyTo(echo, limit));
    }

    private String replyTo(String echo, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            for (Iterator<String> known = replies.iterator(); known.hasNext(); ) {
                String reply = known.next();
                if (echo.equals(PlainJson.object(reply).get("echo"))) {
                    known.remove();
                    return reply;
                }
            }
            if (!pull(end)) {
                throw new AssertionError("no reply with echo " + echo + " within " + limit + "; others: " + replies);
            }
        }
    }

    @Override
    public void send(String message) {
        link.send(message);
    }

    @Override
    public String nextReply(Duration limit) {
        return next(replies, "reply", limit);
    }

    @Override
    public String nextEvent(Duration limit) {
        return next(events, "event", limit);
    }

    private String next(Deque<String> queue, String what, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (queue.isEmpty()) {
            if (!pull(end)) {
                throw new AssertionError("no " + what + " within " + limit);
            }
        }
        return queue.remove();
    }

    @Override
    public void expectNoEvent(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (events.isEmpty() && pull(end)) {
            // replies may come
        }
        if (!events.isEmpty()) {
            throw new AssertionError("expected no event, got " + events.peek());
        }
    }

    /** Takes one message in; false once the time is up. */
    private boolean pull(long end) {
        Optional<String> message = link.poll(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        message.ifPresent(text -> (PlainJson.object(text).containsKey("post_type") ? events : replies).add(text));
        return message.isPresent();
    }

    @Override
    public void sendRaw(byte[] bytes) {
        link.sendRaw(bytes);
    }

    @Override
    public int closeCode(Duration limit) {
        return link.closeCode(limit);
    }

    @Override
    public void stopReading() {
        link.stopReading();
    }

    @Override
    public boolean endsWithin(Duration limit) {
        return link.endsWithin(limit);
    }

    @Override
    public void breakOff() {
        link.breakOff();
    }

    @Override
    public void close() {
        link.close();
    }

    private record SocketLink(WebSocketPeer socket) implements Link {
        private static final int NO_CLOSE_FRAME = 1006;
        private static final int NO_CODE = 1005;

        @Override
        public void send(String message) {
            socket.sendText(message);
        }

        @Override
        public Optional<String> poll(Duration limit) {
            return socket.pollText(limit);
        }

        @Override
        public boolean endsWithin(Duration limit) {
            try {
                socket.nextEnding(limit);
                return true;
            } catch (AssertionError stillOpen) {
                return false;
            }
        }

        @Override
        public int closeCode(Duration limit) {
            WebSocketFrame ending = socket.nextEnding(limit);
            return ending.isEnd() ? NO_CLOSE_FRAME : ending.closeCode().orElse(NO_CODE);
        }

        @Override
        public void sendRaw(byte[] bytes) {
            socket.sendRaw(bytes);
        }

        @Override
        public void stopReading() {
            socket.pauseReading();
        }

        @Override
        public void breakOff() {
            socket.reset();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
