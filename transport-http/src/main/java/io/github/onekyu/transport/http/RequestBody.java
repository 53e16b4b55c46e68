package io.github.onekyu.transport.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads one request's body on the IO thread, as it comes, and passes it on whole. Memory grows with what has arrived, not
 * with what was announced. Over the size limit the answer is 413 (NET-06), over the common budget 503, and a peer that
 * stops sending is disconnected.
 */
final class RequestBody {
    /** What all bodies of a server share. */
    record Limits(int mostBytes, BodyBudget budget, TimeLimits times) {}

    private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
    /** Bodies up to here are taken at their word, and not counted. */
    private static final int SMALL = 1 << 16;

    private final HttpServerExchange exchange;
    private final Limits limits;
    private final Replies replies;
    private final Consumer<byte[]> receiver;
    private final long announced;
    private byte[] bytes = new byte[0];
    private int size;
    private long counted;
    private @Nullable StallWatch watch;
    private boolean ended;

    /** @param receiver gets the body on the IO thread, if it comes whole */
    RequestBody(HttpServerExchange exchange, Limits limits, Replies replies, Consumer<byte[]> receiver) {
        this.exchange = exchange;
        this.limits = limits;
        this.replies = replies;
        this.receiver = receiver;
        this.announced = announced(exchange);
    }

    /** The length that the peer announced; -1 if it did not. Undertow checked that it is a number, not how large. */
    private static long announced(HttpServerExchange exchange) {
        try {
            return exchange.getRequestContentLength();
        } catch (NumberFormatException beyondInt64) {
            return Long.MAX_VALUE;
        }
    }

    /** Called from the exchange's handler; a body that is here already is passed on before this returns. */
    void receive() {
        if (exchange.isRequestComplete()) {
            receiver.accept(bytes);
        } else if (announced > limits.mostBytes()) {
            replies.last(exchange, 413, null);
        } else if (HttpContinue.requiresContinueResponse(exchange)) {
            HttpContinue.sendContinueResponse(exchange, new Continued());
        } else {
            StreamSourceChannel channel = exchange.getRequestChannel();
            if (channel == null) {
                throw new IllegalStateException("somebody else reads this body");
            }
            if (read(channel)) {
                receiver.accept(bytes);
            } else if (!ended) {
                channel.getReadSetter().set(this::more);
                channel.resumeReads();
                watch = StallWatch.start(
                        exchange, "request body", limits.times().stall(), () -> size);
            }
        }
    }

    /** Called by Undertow when more has come, outside any handler. */
    private void more(StreamSourceChannel channel) {
        if (!ended && read(channel)) {
            Connectors.executeRootHandler(again -> receiver.accept(bytes), exchange);
        }
    }

    /** Reads what is there; true once the body is whole. */
    private boolean read(StreamSourceChannel channel) {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            while (true) {
                buffer.clear();
                int read = channel.read(buffer);
                if (read == 0) {
                    return false;
                }
                if (read < 0) {
                    end();
                    bytes = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
                    return true;
                }
                int refusal = append(buffer.flip());
                if (refusal != 0) {
                    end();
                    bytes = new byte[0];
                    replies.last(exchange, refusal, channel);
                    return false;
                }
            }
        } catch (IOException e) {
            end();
            LOG.debug("http {}: request body broke off: {}", Peer.of(exchange), e.toString());
            IoUtils.safeClose(exchange.getConnection());
            return false;
        }
    }

    /** Takes the bytes over; answers 0, or the status with which the request must be refused. */
    private int append(ByteBuffer more) {
        long needed = (long) size + more.remaining();
        if (needed > limits.mostBytes()) {
            return 413;
        }
        if (needed > bytes.length && !grow(needed)) {
            return 503;
        }
        int length = more.remaining();
        more.get(bytes, size, length);
        size += length;
        return 0;
    }

    private boolean grow(long needed) {
        long known = announced >= 0 ? announced : limits.mostBytes();
        long roomy = Math.min(known, Math.max(2L * bytes.length, announced >= 0 ? SMALL : 1024));
        long capacity = Math.max(needed, roomy);
        if (capacity > SMALL) {
            if (!limits.budget().take(capacity - counted)) {
                return false;
            }
            if (counted == 0) {
                exchange.addExchangeCompleteListener((done, next) -> {
                    limits.budget().give(counted);
                    next.proceed();
                });
            }
            counted = capacity;
        }
        bytes = Arrays.copyOf(bytes, (int) capacity);
        return true;
    }

    private void end() {
        ended = true;
        if (watch != null) {
            watch.stop();
            watch = null;
        }
    }

    /** Goes on once the peer has been told to send its body. */
    private final class Continued implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange same, Sender sender) {
            same.dispatch(same.getIoThread(), again -> receive());
        }

        @Override
        public void onException(HttpServerExchange same, Sender sender, IOException e) {
            IoUtils.safeClose(same.getConnection());
        }
    }
}
