package io.github.onekyu.transport.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * Sends an open file piece by piece: a pool thread reads a piece, the IO thread sends it and, once the socket has taken
 * it, asks for the next. So the disk never holds up an IO thread, and a slow peer never holds a pool thread (FILE-06).
 */
final class FileSender implements IoCallback {
    private static final Logger LOG = LoggerFactory.getLogger(FileSender.class);
    private static final int PIECE = 1 << 16;

    private final HttpServerExchange exchange;
    private final DataFiles.Result.Found file;
    private final Executor blocking;
    private final TimeLimits times;
    private final ByteBuffer piece;
    /** Bytes read and sent so far; written by one thread at a time, each of which was started by the one before. */
    private long position;

    FileSender(HttpServerExchange exchange, DataFiles.Result.Found file, Executor blocking, TimeLimits times) {
        this.exchange = exchange;
        this.file = file;
        this.blocking = blocking;
        this.times = times;
        this.piece = ByteBuffer.allocate((int) Math.min(PIECE, file.size()));
    }

    /** Called on a pool thread. */
    void start(Replies replies) {
        try {
            fill();
        } catch (IOException e) {
            LOG.debug("http {}: a data file cannot be read: {}", Peer.of(exchange), e.toString());
            IoUtils.safeClose(file.channel());
            ApiHandler.onIoThread(exchange, () -> replies.empty(exchange, 403));
            return;
        }
        ApiHandler.onIoThread(exchange, () -> first(replies));
    }

    private void first(Replies replies) {
        StallWatch watch = StallWatch.start(exchange, "response", times.stall(), () -> position - piece.remaining());
        exchange.addExchangeCompleteListener((done, next) -> {
            watch.stop();
            IoUtils.safeClose(file.channel());
            next.proceed();
        });
        if (exchange.isComplete()) {
            IoUtils.safeClose(file.channel()); // the peer left meanwhile, and nobody will call the listener any more
            return;
        }
        replies.prepare(exchange);
        exchange.setResponseContentLength(file.size());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/octet-stream");
        exchange.getResponseHeaders().put(Headers.CONTENT_DISPOSITION, "attachment");
        if (file.size() == 0) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(piece, this);
        }
    }

    @Override
    public void onComplete(HttpServerExchange same, Sender sender) {
        if (position == file.size()) {
            exchange.endExchange();
            return;
        }
        try {
            blocking.execute(this::next);
        } catch (RejectedExecutionException overloaded) {
            IoUtils.safeClose(exchange.getConnection()); // the length is announced already: cut off, not cut short
        }
    }

    private void next() {
        try {
            fill();
            ApiHandler.onIoThread(exchange, () -> exchange.getResponseSender().send(piece, this));
        } catch (IOException e) {
            LOG.debug("http {}: a data file broke off: {}", Peer.of(exchange), e.toString());
            ApiHandler.onIoThread(exchange, () -> IoUtils.safeClose(exchange.getConnection()));
        }
    }

    private void fill() throws IOException {
        piece.clear().limit((int) Math.min(piece.capacity(), file.size() - position));
        while (piece.hasRemaining()) {
            if (file.channel().read(piece, position + piece.position()) < 0) {
                throw new IOException("the file became shorter");
            }
        }
        position += piece.flip().remaining();
    }

    @Override
    public void onException(HttpServerExchange same, Sender sender, IOException e) {
        LOG.debug("http {}: connection broke: {}", Peer.of(exchange), e.toString());
        IoUtils.safeClose(exchange.getConnection());
    }
}
