package io.github.onekyu.bridge.ckyu.link;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** One WebSocket on which the implementation came to us. Its listener runs on the IO thread. */
final class AcceptedLine implements Line {
    private static final int POLICY = 1008;
    private static final long CLOSE_MILLIS = 500;

    private final AcceptedSockets owner;
    private final WebSocketChannel channel;
    private final LongSupplier heard;
    private final int maxMessage;
    private final Outbox outbox;
    private final AtomicBoolean ended = new AtomicBoolean();

    AcceptedLine(AcceptedSockets owner, WebSocketChannel channel, LongSupplier heard, int maxMessage) {
        this.owner = owner;
        this.channel = channel;
        this.heard = heard;
        this.maxMessage = maxMessage;
        this.outbox = new Outbox(this::write, 4L * maxMessage);
    }

    void begin() {
        channel.getReceiveSetter().set(new Receiver());
        channel.addCloseTask(closed -> end(Loss.broken("it ended the connection without a word")));
        channel.resumeReceives();
    }

    private final class Receiver extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
            owner.received(AcceptedLine.this, message.getData());
        }

        @Override
        protected long getMaxTextBufferSize() {
            return maxMessage;
        }

        @Override
        protected long getMaxBinaryBufferSize() {
            return maxMessage; // no implementation sends any
        }

        @Override
        protected void onCloseMessage(CloseMessage message, WebSocketChannel from) {
            String reason = message.getReason() == null ? "" : message.getReason();
            String words = "it closed the connection with code " + message.getCode()
                    + (reason.isEmpty() ? "" : ", \"" + reason.replaceAll("\\p{Cntrl}", " ") + "\"");
            ending(message.getCode() == POLICY ? Loss.refused(words) : Loss.broken(words));
        }

        @Override
        protected void onError(WebSocketChannel from, Throwable failure) {
            end(Words.of(failure));
        }
    }

    @Override
    public boolean send(Call call) {
        return !ended.get() && outbox.offer(call.frame());
    }

    private CompletionStage<?> write(String text) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (ended.get()) {
            written.complete(null);
        } else {
            WebSockets.sendText(text, channel, whenWritten(written));
        }
        return written;
    }

    private WebSocketCallback<Void> whenWritten(CompletableFuture<Void> written) {
        return new WebSocketCallback<>() {
            @Override
            public void complete(WebSocketChannel to, @Nullable Void nothing) {
                written.complete(null);
            }

            @Override
            public void onError(WebSocketChannel to, @Nullable Void nothing, Throwable failure) {
                written.complete(null);
                end(Words.of(failure));
            }
        };
    }

    @Override
    public void ping() {
        if (!ended.get()) {
            // one that cannot be sent is one that is not answered
            WebSockets.sendPing(ByteBuffer.allocate(0), channel, whenWritten(new CompletableFuture<>()));
        }
    }

    @Override
    public long heardAt() {
        return heard.getAsLong();
    }

    @Override
    public void end(Loss loss) {
        if (ending(loss)) {
            IoUtils.safeClose(channel);
        }
    }

    /** Tells what is to be told, once; the socket may still have to say good-bye. */
    private boolean ending(Loss loss) {
        boolean first = ended.compareAndSet(false, true);
        if (first) {
            owner.ended(this, loss);
        }
        return first;
    }

    /** Says good-bye, and waits a moment for it to be sent. */
    void close(Duration grace) {
        if (!ending(Loss.ours("the account stops"))) {
            return;
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        WebSockets.sendClose(CloseMessage.NORMAL_CLOSURE, "", channel, whenWritten(sent));
        try {
            sent.get(Math.min(CLOSE_MILLIS, Math.max(50, grace.toMillis())), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            // it is closed now without
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IoUtils.safeClose(channel);
    }
}
