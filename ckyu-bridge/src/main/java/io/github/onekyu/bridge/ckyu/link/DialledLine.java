package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Reasons;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One WebSocket that we dialled. The client calls its listener methods one after another. */
final class DialledLine implements Line, WebSocket.Listener {
    private static final int NO_GOODBYE = 1006;
    private static final int POLICY = 1008;
    private static final long CLOSE_MILLIS = 1000;

    private final DialledSocket owner;
    private final int maxMessage;
    private final Outbox outbox;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final StringBuilder message = new StringBuilder();
    private volatile long heardAt = System.nanoTime();
    private volatile @Nullable WebSocket socket;
    /** We have said good-bye; whatever the end looks like, it is ours. */
    private volatile boolean closing;

    DialledLine(DialledSocket owner, int maxMessage) {
        this.owner = owner;
        this.maxMessage = maxMessage;
        this.outbox = new Outbox(this::write, 4L * maxMessage);
    }

    boolean wasOpen() {
        return socket != null;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        heardAt = System.nanoTime();
        if (!owner.opened(this)) {
            ended.set(true);
            opened.abort();
            return;
        }
        owner.ready(this);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        heardAt = System.nanoTime();
        if (message.length() + data.length() > maxMessage) {
            end(Loss.broken("a frame is longer than max_message_size, " + maxMessage + " bytes"));
            return null;
        }
        message.append(data);
        if (last) {
            String text = message.toString();
            message.setLength(0);
            if (message.capacity() > 1 << 20) {
                message.trimToSize();
            }
            owner.received(this, text);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        heardAt = System.nanoTime();
        from.request(1);
        return null; // no implementation sends any
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
        heardAt = System.nanoTime();
        from.request(1);
        return null; // the client answers
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        heardAt = System.nanoTime();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        String words = Reasons.closed(Peer.IMPLEMENTATION, code == NO_GOODBYE ? 0 : code, reason);
        end(code == POLICY ? Loss.refused(words) : Loss.broken(words));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        end(Words.of(failure));
    }

    @Override
    public boolean send(Call call) {
        return !ended.get() && outbox.offer(call.frame());
    }

    private CompletionStage<?> write(String text) {
        WebSocket open = socket;
        if (open == null || ended.get()) {
            return CompletableFuture.completedFuture(null);
        }
        return open.sendText(text, true).whenComplete((sent, failure) -> {
            if (failure != null) {
                end(Words.of(failure));
            }
        });
    }

    @Override
    public void ping() {
        WebSocket open = socket;
        if (open != null) {
            open.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, failure) -> {
                if (failure != null) {
                    end(Words.of(failure));
                }
            });
        }
    }

    @Override
    public long heardAt() {
        return heardAt;
    }

    @Override
    public void end(Loss loss) {
        if (ended.compareAndSet(false, true)) {
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
            owner.ended(this, closing ? Loss.ours("the account stops") : loss);
        }
    }

    /** Says good-bye, and waits a moment for it to be sent. */
    void close(Duration grace) {
        WebSocket open = socket;
        closing = true;
        if (open != null && !ended.get()) {
            try {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                        .get(Math.min(CLOSE_MILLIS, Math.max(50, grace.toMillis())), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException gone) {
                // it is aborted now, and that ends it as well
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        end(Loss.ours("the account stops"));
    }
}
