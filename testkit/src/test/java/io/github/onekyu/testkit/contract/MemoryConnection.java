package io.github.onekyu.testkit.contract;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.connection.CallChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Both ends of a wire in memory; the bot's end is the {@link FramePeer.Link}. */
final class MemoryConnection implements FramePeer.Link {
    private static final int PATIENCE_MILLIS = 3000;
    private static final int BUFFER = 10;

    private final CallChannel calls;
    private final Fault fault;
    private final BlockingQueue<String> toBot = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean greeted;
    private volatile boolean reading = true;

    MemoryConnection(ActionDispatcher actions, Fault fault) {
        this.calls = new CallChannel(actions, Caller.of("memory", "bot"));
        this.fault = fault;
    }

    /** From now on events may follow: the greeting is the first frame. */
    void greeted() {
        greeted = true;
    }

    boolean isGreeted() {
        return greeted;
    }

    void push(String text) {
        if (!reading) {
            if (fault == Fault.WAITS_FOR_SLOW_PEERS && toBot.size() >= BUFFER) {
                endsWithin(Duration.ofMillis(PATIENCE_MILLIS));
            } else if (toBot.size() >= BUFFER) {
                end();
            }
        }
        toBot.add(text);
    }

    @Override
    public void send(String message) {
        if (ended()) {
            throw new java.io.UncheckedIOException(new java.io.IOException("the connection has ended"));
        }
        CountDownLatch replied = new CountDownLatch(1);
        calls.received(message, reply -> {
            String text = new String(reply, StandardCharsets.UTF_8);
            if (!(fault == Fault.SILENT_ON_GARBAGE && text.contains("1400"))) {
                toBot.add(spoil(text));
            }
            replied.countDown();
        });
        if (fault == Fault.ONE_CALL_AT_A_TIME) {
            await(replied, Duration.ofMillis(PATIENCE_MILLIS));
        }
    }

    private String spoil(String reply) {
        return switch (fault) {
            case LOSES_NULL_ECHO -> reply.replace(",\"echo\":null}", "}");
            case ROUNDS_ECHO -> reply.replace("9007199254740993", "9007199254740992");
            case NO_ECHO_FOR_UNKNOWN_ACTIONS -> reply.contains("1404") ? reply.replaceAll(",\"echo\":.*$", "}") : reply;
            default -> reply;
        };
    }

    @Override
    public Optional<String> poll(Duration limit) {
        try {
            String text = toBot.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (text == null && ended()) {
                throw new AssertionError("the connection has ended");
            }
            return Optional.ofNullable(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void stopReading() {
        reading = false;
    }

    void end() {
        end.countDown();
    }

    boolean ended() {
        return end.getCount() == 0;
    }

    @Override
    public boolean endsWithin(Duration limit) {
        return await(end, limit);
    }

    @Override
    public void breakOff() {
        end();
    }

    @Override
    public void close() {
        end();
    }

    private static boolean await(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
