package io.github.onekyu.transport.http;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Lends an executor that somebody else owns to a library that wants to be given one for good; ending it does nothing. */
final class BorrowedExecutor extends AbstractExecutorService {
    private final Executor owner;

    BorrowedExecutor(Executor owner) {
        this.owner = owner;
    }

    @Override
    public void execute(Runnable task) {
        owner.execute(task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
