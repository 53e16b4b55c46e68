package io.github.onekyu.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One non-blocking connection with its buffers. All but {@link #open} belongs to the thread of its loop. */
abstract class Connection {
    private static final int BUFFER = 8192;

    final Tally tally;
    private final SocketChannel channel;
    private final SelectionKey key;
    ByteBuffer in = ByteBuffer.allocate(BUFFER);
    ByteBuffer out = ByteBuffer.allocate(BUFFER);
    private boolean ended;

    /** @param receiveBuffer bytes the kernel may hold for this reader; 0 for its own choice */
    Connection(URI uri, Selector selector, Tally tally, int receiveBuffer) throws IOException {
        this.tally = tally;
        channel = SocketChannel.open();
        if (receiveBuffer > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(this);
    }

    /** Whether it can be used: connected, and the handshake is through. */
    abstract boolean ready();

    /** Sends the first requests, if this kind has any. */
    abstract void begin() throws IOException;

    /** Takes what is in {@code in}, which is ready for reading, as far as it is whole; may put requests into {@code out}. */
    abstract void received() throws IOException;

    final void selected() {
        try {
            if (key.isWritable()) {
                flush();
            }
            if (key.isReadable()) {
                read();
            }
        } catch (IOException broken) {
            lost("connection broke: " + broken.getMessage());
            end();
        }
    }

    private void read() throws IOException {
        if (in.remaining() < BUFFER / 8) {
            in = larger(in, in.capacity());
        }
        int count = channel.read(in);
        if (count < 0) {
            lost("the peer closed the connection");
            end();
            return;
        }
        tally.bytes(count);
        in.flip();
        received();
        in.compact();
        if (out.position() > 0 && !ended) {
            flush();
        }
    }

    /** The peer has closed, or the connection broke. */
    void lost(String why) {
        tally.error(why);
    }

    final void flush() throws IOException {
        out.flip();
        while (out.hasRemaining() && channel.write(out) > 0) {
            // on, until the socket takes no more
        }
        out.compact();
        interest(out.position() > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Reads nothing from now on, so that the peer's bytes stay with the peer. */
    final void stall() {
        interest(0);
    }

    final void resume() {
        interest(SelectionKey.OP_READ);
    }

    private void interest(int operations) {
        if (key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    final void room(int bytes) {
        if (out.remaining() < bytes) {
            out = larger(out, bytes);
        }
    }

    /** Makes sure that a message of this size fits; for reading mode. */
    final void expect(int bytes) {
        if (in.capacity() < bytes) {
            in = ByteBuffer.allocate(Math.max(bytes + BUFFER, in.capacity() * 2))
                    .put(in)
                    .flip();
        }
    }

    private static ByteBuffer larger(ByteBuffer buffer, int more) {
        return ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + more))
                .put(buffer.flip());
    }

    final boolean ended() {
        return ended;
    }

    final void end() {
        ended = true;
        key.cancel();
        try {
            channel.close();
        } catch (ClosedChannelException twice) {
            // as wanted
        } catch (IOException e) {
            tally.error("close: " + e.getMessage());
        }
    }

    static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
