package io.github.onekyu.transport.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Sends an answer while the request's body is still on its way, then reads that body to its end and forgets it. Closing
 * at once instead would reset the connection, and the peer, still writing, would never see why. Undertow alone would read
 * first, without a time limit. Lives on the connection's IO thread.
 */
final class AnswerFirst {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerFirst.class);

    private final HttpServerExchange exchange;
    private final @Nullable StreamSourceChannel body;
    private final TimeLimits limits;
    private @Nullable StallWatch watch;

    /** @param body the request channel, where somebody has it already */
    AnswerFirst(HttpServerExchange exchange, @Nullable StreamSourceChannel body, TimeLimits limits) {
        this.exchange = exchange;
        this.body = body;
        this.limits = limits;
    }

    void send(ByteBuffer content) {
        if (HttpContinue.requiresContinueResponse(exchange)) {
            exchange.setPersistent(false); // whether the peer sends its body after this answer is anybody's guess
        }
        StreamSinkChannel sink = exchange.getResponseChannel();
        watch = StallWatch.start(exchange, "response", limits.stall(), content::remaining);
        write(sink, content);
    }

    private void write(StreamSinkChannel sink, ByteBuffer content) {
        try {
            while (content.hasRemaining() && sink.write(content) > 0) {
                // as long as the socket takes more
            }
            if (content.hasRemaining() || !sink.flush()) {
                sink.getWriteSetter().set(channel -> write(channel, content));
                sink.resumeWrites();
                return;
            }
            sink.suspendWrites();
        } catch (IOException e) {
            abandon(e);
            return;
        }
        drain();
    }

    private void drain() {
        stopWatch();
        StreamSourceChannel rest = body != null ? body : exchange.getRequestChannel();
        if (rest == null) {
            exchange.endExchange();
            return;
        }
        watch = StallWatch.start(exchange, "unwanted body", limits.drain(), () -> 0);
        rest.getReadSetter().set(this::discard);
        discard(rest);
    }

    private void discard(StreamSourceChannel rest) {
        if (exchange.isComplete()) {
            return;
        }
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            int read;
            do {
                buffer.clear();
                read = rest.read(buffer);
            } while (read > 0);
            if (read == 0) {
                rest.resumeReads();
                return;
            }
        } catch (IOException e) {
            abandon(e);
            return;
        }
        stopWatch();
        rest.getReadSetter().set(null);
        exchange.endExchange();
    }

    private void abandon(IOException e) {
        stopWatch();
        LOG.debug("http {}: connection broke: {}", Peer.of(exchange), e.toString());
        IoUtils.safeClose(exchange.getConnection());
    }

    private void stopWatch() {
        if (watch != null) {
            watch.stop();
            watch = null;
        }
    }
}
