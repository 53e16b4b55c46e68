package io.github.onekyu.transport.ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/** Takes what Tyrus itself sends, pongs and close frames, into the connection's queue. */
final class EngineWriter extends Writer {
    private final WsConnection connection;

    EngineWriter(WsConnection connection) {
        this.connection = connection;
    }

    @Override
    public void write(ByteBuffer frame, @Nullable CompletionHandler<ByteBuffer> done) {
        boolean taken = connection.sendForEngine(frame);
        if (done != null) {
            // In the queue is as good as sent: Tyrus waits for a pong, on the very thread that would write it.
            if (taken) {
                done.completed(frame);
            } else {
                done.failed(new IOException("the connection is closed"));
            }
        }
    }

    /** Nothing to do: the close frame before it ends the connection once it has left. */
    @Override
    public void close() {}
}
