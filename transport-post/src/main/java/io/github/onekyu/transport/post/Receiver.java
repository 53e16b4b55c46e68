package io.github.onekyu.transport.post;

import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Reasons;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The other end. Thread-safe. */
final class Receiver {
    /** More than any quick operation, images included; an answer is held in memory. */
    static final int MAX_ANSWER = 16 << 20;

    private static final int MAX_HOPS = 5;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(300); // D-49

    private static final Pattern NUMERIC = Pattern.compile("localhost|\\[.*]|[0-9.]+");

    private final URI address;
    private final String shown;
    private final PostConfig config;
    private final String selfId;
    private final boolean plain;
    private final boolean numeric;
    private final ThreadPoolExecutor pool;
    private final HttpClient client;

    /**
     * What came back.
     *
     * @param body empty if it was longer than {@link #MAX_ANSWER}
     */
    record Answer(int status, Optional<byte[]> body) {
        boolean success() {
            return status >= 200 && status < 300;
        }
    }

    Receiver(URI address, PostConfig config, long selfId, ThreadFactory threads) {
        this.address = address;
        this.plain = address.getScheme().equalsIgnoreCase("http");
        this.numeric = NUMERIC.matcher(address.getHost()).matches();
        this.shown = PostConfig.shown(address);
        this.config = config;
        this.selfId = Long.toString(selfId);
        this.pool = new ThreadPoolExecutor(2, 2, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // by hand: the client would turn 301 to 303 into GET
                .connectTimeout(CONNECT_LIMIT)
                .executor(this::execute)
                .build();
    }

    /**
     * What the client does between send and answer, it does on the thread where it is: nothing of it blocks, and each change
     * of threads cost as much as the work itself. The handshakes of TLS are another matter.
     */
    private void execute(Runnable task) {
        if (plain) {
            task.run();
        } else {
            aside(task);
        }
    }

    /** Whether the host is written as a number, or is this one. */
    boolean needsNoLookUp() {
        return numeric;
    }

    /**
     * Begins to post an event; no retries (POST-07). May block for the look-up of the host's name alone.
     *
     * @param handedOver called once when the body is in the first connection (POST-13), by this thread or one of the client
     */
    Exchange post(byte[] body, Runnable handedOver) {
        Exchange exchange = new Exchange();
        try {
            String signature =
                    config.signature().map(signer -> signer.sign(body)).orElse("");
            send(exchange, address, signature, body, handedOver, 0);
        } catch (RuntimeException e) { // whatever the client thinks of next
            exchange.failed(e);
        }
        return exchange;
    }

    private void send(Exchange exchange, URI target, String signature, byte[] body, Runnable handedOver, int hop) {
        // The answer is taken from its last byte and not from the client's own future, which comes a change of threads
        // later.
        exchange.on(client.sendAsync(request(target, signature, new ReportBody(body, handedOver)), head -> {
            BoundedBody content = new BoundedBody(MAX_ANSWER);
            content.whole().thenAccept(bytes -> {
                if (head.statusCode() != 307 && head.statusCode() != 308) {
                    exchange.answer().complete(new Answer(head.statusCode(), bytes));
                    return;
                }
                aside(() -> {
                    try {
                        send(exchange, next(target, head, hop), signature, body, () -> {}, hop + 1);
                    } catch (IOException | RuntimeException e) {
                        exchange.failed(e);
                    }
                });
            });
            return content;
        }));
    }

    /** Runs what must not hold the client's own thread up. */
    void aside(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException closed) {
            // Before Java 21 the client's selector thread ends only when the client is collected, and may have errands.
            task.run();
        }
    }

    private HttpRequest request(URI target, String signature, ReportBody body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).POST(body);
        ReceiverProbe.headers(config, selfId, signature).forEach(request::header);
        return request.build();
    }

    private static URI next(URI from, HttpResponse.ResponseInfo head, int hop) throws IOException {
        if (hop == MAX_HOPS) {
            throw new IOException("more than " + MAX_HOPS + " redirects (POST-12)");
        }
        String location = head.headers().firstValue("Location").orElse("");
        try {
            return PostConfig.parse(from.resolve(location).toString())
                    .filter(to -> !location.isEmpty())
                    .orElseThrow(() -> new IOException("HTTP " + head.statusCode() + " without a usable Location"));
        } catch (IllegalArgumentException e) {
            throw new IOException("HTTP " + head.statusCode() + " without a usable Location", e);
        }
    }

    /** Why there is no connection, in words. */
    String notReached(Throwable failure) {
        int port = address.getPort() >= 0 ? address.getPort() : plain ? 80 : 443;
        return Reasons.notReached(
                Peer.RECEIVER, address.getHost(), address.getHost() + ":" + port, PostConfig.URL, failure);
    }

    /** Where reports go, for people. */
    @Override
    public String toString() {
        return shown;
    }

    /** Ends the client's threads. Exchanges should have ended. */
    void close() {
        try {
            // Since Java 21; on 17 the selector thread goes when the client is collected, and holds nothing open.
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException none) {
            // Nothing else can be done for it.
        }
        pool.shutdown();
    }
}
