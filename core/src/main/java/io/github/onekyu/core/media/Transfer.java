package io.github.onekyu.core.media;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the answer of one download and writes it to disk as it comes; its body is what the destination says. Only a complete
 * answer of status 2xx with at least one byte becomes a file (ENH-04). Called by the client's threads.
 */
final class Transfer<T> implements HttpResponse.BodyHandler<T>, HttpResponse.BodySubscriber<T> {
    /** Where a download goes. */
    interface Destination<T> {
        IncomingFile open() throws IOException;

        /** Keeps the complete file; called once, before the body completes. */
        T keep(IncomingFile file) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

    private final long maxBytes;
    private final Destination<T> destination;
    private final CompletableFuture<T> body = new CompletableFuture<>();
    private volatile long lastProgress = System.nanoTime();
    private @Nullable IOException refusal;
    private Flow.@Nullable Subscription subscription;
    private @Nullable IncomingFile file; // guarded by this
    private boolean closed; // guarded by this

    Transfer(long maxBytes, Destination<T> destination) {
        this.maxBytes = maxBytes;
        this.destination = destination;
    }

    @Override
    public HttpResponse.BodySubscriber<T> apply(HttpResponse.ResponseInfo info) {
        lastProgress = System.nanoTime();
        long announced = info.headers().firstValueAsLong("content-length").orElse(0);
        if (info.statusCode() < 200 || info.statusCode() > 299) {
            refusal = new IOException("the server answered with status " + info.statusCode());
        } else if (announced > maxBytes) {
            refusal = IncomingFile.tooLarge(maxBytes);
        }
        return this;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (refusal != null) {
            fail(refusal);
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        lastProgress = System.nanoTime();
        try {
            for (ByteBuffer each : bytes) {
                file().write(each);
            }
            if (subscription != null) {
                subscription.request(1);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
        close();
    }

    @Override
    public void onComplete() {
        try {
            body.complete(destination.keep(file()));
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public CompletionStage<T> getBody() {
        return body;
    }

    /** When the last bytes came, in {@link System#nanoTime}. */
    long lastProgress() {
        return lastProgress;
    }

    /** Leaves nothing of an answer that was not kept. */
    synchronized void close() {
        closed = true;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.debug("the rest of a download cannot be removed", e);
            }
        }
    }

    private synchronized IncomingFile file() throws IOException {
        if (closed) {
            throw new IOException("it was given up");
        }
        if (file == null) {
            file = destination.open();
        }
        return file;
    }

    private void fail(IOException reason) {
        if (subscription != null) {
            subscription.cancel();
        }
        body.completeExceptionally(reason);
        close();
    }
}
