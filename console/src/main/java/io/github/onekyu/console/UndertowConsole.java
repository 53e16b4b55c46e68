package io.github.onekyu.console;

import io.github.onekyu.core.console.Console;
import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.transport.PortOwner;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The listener. One IO thread: nothing that it serves blocks, and nobody's bot depends on its speed. */
final class UndertowConsole implements Console {
    private static final int HEAD_MILLIS = 10_000;
    private static final int IDLE_MILLIS = 60_000;

    private final ConsoleContext context;
    private final ConsoleConfig config;
    private final Sessions sessions = new Sessions();
    private @Nullable History history;
    private @Nullable ExecutorService workers;
    private @Nullable Undertow server;
    private @Nullable XnioWorker worker;
    private volatile @Nullable InetSocketAddress address;

    UndertowConsole(ConsoleContext context, ConsoleConfig config) {
        this.context = context;
        this.config = config;
    }

    @Override
    public void start() {
        XnioWorker threads = Xnio.getInstance(UndertowConsole.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName("onekyu-console")
                .setWorkerIoThreads(1)
                .setCoreWorkerPoolSize(0)
                .setMaxWorkerPoolSize(1)
                .setDaemon(true)
                .build();
        worker = threads;
        History charts = new History(context);
        history = charts;
        ExecutorService work = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "onekyu-console-work");
            thread.setDaemon(true);
            return thread;
        });
        workers = work;
        Workshop shared = new Workshop(
                context,
                charts,
                work,
                System.currentTimeMillis(),
                !config.token().isOpen());
        Undertow built = Undertow.builder()
                .setWorker(threads)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, config.maxBody())
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEAD_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .addHttpListener(config.port(), config.host())
                .setHandler(new Guard(config, sessions, new Router(shared)))
                .build();
        server = built;
        try {
            built.start();
        } catch (RuntimeException e) {
            stop(Duration.ZERO);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TransportException(
                    "OKY-1101 console: cannot listen on " + config.host() + ":" + config.port() + ": "
                            + cause.getMessage()
                            + PortOwner.of(config.port())
                                    .map(owner -> " (the port is held by " + owner + ")")
                                    .orElse("")
                            + "; end that program, or set console_port to one that is free",
                    e);
        }
        charts.start();
        address = (InetSocketAddress) built.getListenerInfo().get(0).getAddress();
    }

    @Override
    public void stop(Duration grace) {
        address = null;
        if (history != null) {
            history.stop();
            history = null;
        }
        if (workers != null) {
            workers.shutdownNow();
            workers = null;
        }
        if (server != null) {
            server.stop();
            server = null;
        }
        if (worker != null) {
            worker.shutdownNow();
            try {
                worker.awaitTermination(Math.max(1000, grace.toMillis()), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            worker = null;
        }
    }

    @Override
    public Optional<String> loginPath() {
        return config.token().isOpen()
                ? Optional.empty()
                : Optional.of("/login?code=" + sessions.newCode(System.nanoTime()));
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(address);
    }
}
