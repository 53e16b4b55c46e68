package io.github.onekyu.transport.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a stop has to wait for: requests that were read whole and are not answered yet. Thread-safe. */
final class RunningCalls implements ExchangeCompletionListener {
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile boolean stopping;

    /** Counts the exchange until it is complete; false if no new work is taken any more. */
    boolean enter(HttpServerExchange exchange) {
        running.incrementAndGet();
        if (stopping) {
            leave();
            return false;
        }
        exchange.addExchangeCompleteListener(this);
        return true;
    }

    boolean stopping() {
        return stopping;
    }

    /** Takes no new work, and waits for what is running. */
    void stop(Duration grace) {
        stopping = true;
        if (running.get() == 0) {
            return;
        }
        try {
            drained.await(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        leave();
        next.proceed();
    }

    private void leave() {
        if (running.decrementAndGet() == 0 && stopping) {
            drained.countDown();
        }
    }
}
