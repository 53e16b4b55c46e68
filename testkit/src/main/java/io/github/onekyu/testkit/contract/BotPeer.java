package io.github.onekyu.testkit.contract;

import java.time.Duration;

/**
 * A bot at the other end of a transport. The contract asks only for what the transport's capabilities promise; the rest
 * may stay as it is. For one thread.
 */
public interface BotPeer extends AutoCloseable {
    /** How long the contract waits for what must come. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /** A call on its way. */
    @FunctionalInterface
    interface Pending {
        /** Waits for the reply. */
        Reply reply(Duration limit);
    }

    /** ACTIONS: sends a call and does not wait. Where calls carry an echo, each gets one of its own. */
    default Pending ask(String action, String params) {
        throw new UnsupportedOperationException("no ACTIONS");
    }

    /** ACTIONS: calls and waits. */
    default Reply call(String action, String params) {
        return ask(action, params).reply(PATIENCE);
    }

    /** ECHO: sends this text as one message and gives the next reply, whoever it is for. */
    default String exchange(String message) {
        send(message);
        return nextReply(PATIENCE);
    }

    /** ECHO: sends this text as one message. */
    default void send(String message) {
        throw new UnsupportedOperationException("no ECHO");
    }

    /** ECHO: the next message that is not an event. */
    default String nextReply(Duration limit) {
        throw new UnsupportedOperationException("no ECHO");
    }

    /** EVENTS: the next event, meta events included, as the text that came. */
    default String nextEvent(Duration limit) {
        throw new UnsupportedOperationException("no EVENTS");
    }

    /** EVENTS: waits the whole time; fails if any event comes. */
    default void expectNoEvent(Duration limit) {
        throw new UnsupportedOperationException("no EVENTS");
    }

    /** QUICK_OPERATIONS: what the next event is answered with. */
    default void answerNext(String operation) {
        throw new UnsupportedOperationException("no QUICK_OPERATIONS");
    }

    /** FRAMES: bytes below the level of messages. */
    default void sendRaw(byte[] bytes) {
        throw new UnsupportedOperationException("no FRAMES");
    }

    /**
     * FRAMES: reads until the connection ends, a close frame included.
     *
     * @return the code of the close frame; 1006 where there was none
     */
    default int closeCode(Duration limit) {
        throw new UnsupportedOperationException("no FRAMES");
    }

    /** MANY_PEERS: takes nothing off the connection any more. */
    default void stopReading() {
        throw new UnsupportedOperationException("no MANY_PEERS");
    }

    /** Whether the other end closes the connection within the time. */
    boolean endsWithin(Duration limit);

    /** Breaks the connection off rudely, in whatever way a network can. */
    void breakOff();

    @Override
    void close();
}
