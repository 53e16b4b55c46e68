package io.github.onekyu.examples.lines;

import io.github.onekyu.core.connection.CallChannel;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.observe.Traffic;
import io.github.onekyu.core.transport.TransportContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One peer: a reader thread hands each line to {@code core} as a call, a writer thread sends what the bounded queue
 * holds. A peer that does not read fills its queue and is closed; nobody else notices. The operator sees what it counts.
 */
final class LinesConnection implements Traffic {
    private static final int QUEUE = 1024;

    private final Socket socket;
    private final TransportContext context;
    private final Consumer<LinesConnection> gone;
    private final BlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(QUEUE);
    private final CallChannel calls;
    private final Thread writer;
    private final EndpointReport.Connection shown;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    /** When the write that is under way began; 0 between writes. */
    private volatile long writing;

    LinesConnection(Socket socket, TransportContext context, Consumer<LinesConnection> gone) {
        this.socket = socket;
        this.context = context;
        this.gone = gone;
        String peer = socket.getRemoteSocketAddress().toString().substring(1);
        this.calls = new CallChannel(context.actions(), context.caller(peer));
        this.writer = context.threads().named("writer").newThread(this::write);
        this.shown = context.report().opened(peer, "universal", this);
    }

    void start() {
        context.events().connectEvent().ifPresent(event -> send(event.bytes()));
        context.threads().named("reader").newThread(this::read).start();
        writer.start();
    }

    /** From any thread; never blocks. */
    void send(byte[] json) {
        if (!outgoing.offer(json)) {
            context.metrics().dropped(context.endpoint(), "slow_reader");
            close();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                received.incrementAndGet();
                calls.received(line, this::send);
            }
        } catch (IOException closed) {
            // The peer went away, or we closed the socket; either way the connection ends below.
        }
        close();
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            while (!socket.isClosed()) {
                byte[] json = outgoing.take();
                writing = System.nanoTime();
                out.write(json);
                out.write('\n');
                out.flush();
                writing = 0;
                sent.incrementAndGet();
            }
        } catch (IOException closed) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        gone.accept(this);
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to close.
        }
        writer.interrupt();
        shown.closed("closed");
    }

    @Override
    public long queued() {
        return outgoing.size();
    }

    @Override
    public long queuedBytes() {
        return outgoing.stream().mapToLong(json -> json.length).sum();
    }

    @Override
    public long behindMillis() {
        long since = writing;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1_000_000;
    }

    @Override
    public long sent() {
        return sent.get();
    }

    @Override
    public long received() {
        return received.get();
    }

    /** None: a peer whose queue is full is closed. */
    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void disconnect(String reason) {
        close();
    }
}
