package io.github.onekyu.transport.http;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Escapes every percent sign of a request line that starts no escape ({@code ?message=100%}). People type such URLs, the
 * old plugin took them, and PAR-03 has no error for them; Undertow's parser would answer 400 and hang up.
 *
 * <p>Sits below Undertow on one connection and looks at bytes only until the first line ends; {@link #exchangeEvent} says
 * when the next request may start. One that was sent before the answer to the one before (pipelining) is left as it is.
 * Lives on the connection's IO thread.
 */
final class StrayPercents extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /** For exchanges on such connections. */
    static final ExchangeCompletionListener NEXT_REQUEST = StrayPercents::exchangeEvent;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private boolean inRequestLine = true;
    /** Bytes that have been looked at and found no room. */
    private ByteBuffer ready = NOTHING;
    /** The beginning of an escape whose end has not come yet: at most two bytes. */
    private ByteBuffer begun = NOTHING;

    private StrayPercents(StreamSourceConduit socket) {
        super(socket);
    }

    static void install(StreamConnection connection) {
        var source = connection.getSourceChannel();
        source.setConduit(new StrayPercents(source.getConduit()));
    }

    private static void exchangeEvent(HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        if (exchange.getConnection() instanceof AbstractServerConnection connection
                && connection.getOriginalSourceConduit() instanceof StrayPercents conduit) {
            // Where Undertow has bytes in hand, the next line began before this connection was looked at again.
            conduit.inRequestLine = connection.getExtraBytes() == null;
        }
        next.proceed();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (ready.hasRemaining()) {
            return move(ready, target);
        }
        if (!inRequestLine || target.remaining() <= begun.remaining()) {
            return next.read(target);
        }
        int start = target.position();
        target.put(begun);
        if (next.read(target) < 0) {
            inRequestLine = false;
            return target.position() > start ? target.position() - start : -1;
        }
        repair(target, start);
        return target.position() - start;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (targets[i].hasRemaining()) {
                return read(targets[i]);
            }
        }
        return 0;
    }

    private void repair(ByteBuffer target, int start) {
        int end = target.position();
        int strays = 0;
        begun = NOTHING;
        int i = start;
        for (; i < end; i++) {
            byte b = target.get(i);
            if (b == '\n') {
                inRequestLine = false;
                break;
            }
            if (b == '%') {
                if (isStray(target, i, end)) {
                    strays++;
                } else if (i + 2 >= end) {
                    begun = copy(target, i, end);
                    end = i;
                }
            }
        }
        target.position(end);
        if (strays > 0) {
            ready = escaped(target, start, Math.min(i, end), end, strays);
            target.position(start);
            move(ready, target);
        }
    }

    /** Whether what follows the percent sign, as far as it is there, cannot be an escape. */
    private static boolean isStray(ByteBuffer bytes, int percent, int end) {
        for (int i = percent + 1; i < Math.min(percent + 3, end); i++) {
            if (Character.digit(bytes.get(i), 16) < 0) {
                return true;
            }
        }
        return false;
    }

    private static ByteBuffer escaped(ByteBuffer bytes, int start, int lineEnd, int end, int strays) {
        ByteBuffer escaped = ByteBuffer.allocate(end - start + 2 * strays);
        for (int i = start; i < end; i++) {
            byte b = bytes.get(i);
            escaped.put(b);
            if (b == '%' && i < lineEnd && isStray(bytes, i, end)) {
                escaped.put((byte) '2').put((byte) '5');
            }
        }
        return escaped.flip();
    }

    private static ByteBuffer copy(ByteBuffer bytes, int start, int end) {
        ByteBuffer copy = ByteBuffer.allocate(end - start);
        for (int i = start; i < end; i++) {
            copy.put(bytes.get(i));
        }
        return copy.flip();
    }

    private static int move(ByteBuffer from, ByteBuffer to) {
        int count = Math.min(from.remaining(), to.remaining());
        for (int i = 0; i < count; i++) {
            to.put(from.get());
        }
        return count;
    }
}
