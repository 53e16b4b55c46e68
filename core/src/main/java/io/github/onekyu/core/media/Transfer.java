package io.github.onekyu.core.media;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the answer of one download and writes it to disk as it comes; its body is the file's name. Only a complete
 * answer of status 2xx with at least one byte becomes a file (ENH-04). Called by the client's threads.
 */
final class Transfer implements HttpResponse.BodyHandler<String>, HttpResponse.BodySubscriber<String> {
    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

    private final MediaStore store;
    private final MediaKind kind;
    private final String url;
    private final Consumer<String> kept;
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private volatile long lastProgress = System.nanoTime();
    private @Nullable IOException refusal;
    private Flow.@Nullable Subscription subscription;
    private @Nullable IncomingFile file; // guarded by this
    private boolean closed; // guarded by this

    /** @param kept called with the name before the body completes */
    Transfer(MediaStore store, MediaKind kind, String url, Consumer<String> kept) {
        this.store = store;
        this.kind = kind;
        this.url = url;
        this.kept = kept;
    }

    @Override
    public HttpResponse.BodySubscriber<String> apply(HttpResponse.ResponseInfo info) {
        lastProgress = System.nanoTime();
        long announced = info.headers().firstValueAsLong("content-length").orElse(0);
        if (info.statusCode() < 200 || info.statusCode() > 299) {
            refusal = new IOException("the server answered with status " + info.statusCode());
        } else if (announced > store.maxBytes()) {
            refusal = IncomingFile.tooLarge(store.maxBytes());
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
            String name = file().keep(path());
            kept.accept(name);
            body.complete(name);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public CompletionStage<String> getBody() {
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
            file = store.open(kind);
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

    private String path() {
        String path = WebAddress.parse(url).getPath();
        return path == null ? "" : path;
    }
}
