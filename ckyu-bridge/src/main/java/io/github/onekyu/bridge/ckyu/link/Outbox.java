package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.Turns;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The frames that wait for a socket: one is written at a time, in order, and only so many characters may wait. */
final class Outbox {
    private final Function<String, CompletionStage<?>> writer;
    private final long limit;
    private final AtomicLong waiting = new AtomicLong();
    private final Turns turns = new Turns();

    /** @param writer sends one text frame; its stage completes when the next may follow */
    Outbox(Function<String, CompletionStage<?>> writer, long limit) {
        this.writer = writer;
        this.limit = limit;
    }

    /** @return false if there is no room; a single frame of any size always has some */
    boolean offer(String text) {
        long before = waiting.getAndAdd(text.length());
        if (before > 0 && before + text.length() > limit) {
            waiting.addAndGet(-text.length());
            return false;
        }
        turns.run(() -> writer.apply(text).whenComplete((done, failure) -> waiting.addAndGet(-text.length())));
        return true;
    }
}
