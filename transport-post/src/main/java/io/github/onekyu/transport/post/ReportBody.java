package io.github.onekyu.transport.post;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/**
 * The exact bytes of an event, and the moment they are in their connection. The HTTP client asks for another piece as
 * soon as it took one off its queue, and takes one only after the piece before has left for the socket. So an empty second
 * piece does the trick: when a third is asked for, the first has been written (POST-13; over TLS: handed to the TLS
 * layer).
 */
final class ReportBody implements BodyPublisher {
    private final byte[] bytes;
    private final Runnable handedOver;

    /** @param handedOver called once by a thread of the HTTP client; must not block */
    ReportBody(byte[] bytes, Runnable handedOver) {
        this.bytes = bytes;
        this.handedOver = handedOver;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Pieces(subscriber));
    }

    /** The client asks for one piece at a time and never while it is being given one. */
    private final class Pieces implements Subscription {
        private final Subscriber<? super ByteBuffer> subscriber;
        private int asked;
        private boolean cancelled;

        Pieces(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            int piece;
            synchronized (this) {
                if (cancelled) {
                    return;
                }
                piece = ++asked;
            }
            if (piece == 1) {
                subscriber.onNext(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
            } else if (piece == 2) {
                subscriber.onNext(ByteBuffer.allocate(0));
            } else if (piece == 3) {
                subscriber.onComplete();
                handedOver.run();
            }
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
        }
    }
}
