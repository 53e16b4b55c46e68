package io.github.onekyu.transport.post;

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

/** The other end: one blocking exchange at a time for each thread that calls. Thread-safe. */
final class Receiver {
    /** More than any quick operation, images included; an answer is held in memory. */
    static final int MAX_ANSWER = 16 << 20;

    private static final int MAX_HOPS = 5;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(300); // D-49

    private final URI address;
    private final String shown;
    private final PostConfig config;
    private final String selfId;
    private final boolean plain;
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
            return;
        }
        try {
            pool.execute(task);
        } catch (RejectedExecutionException closed) {
            // Before Java 21 the client's selector thread ends only when the client is collected, and may have errands.
            task.run();
        }
    }

    /**
     * Posts an event and waits for the answer; no retries (POST-07). An interrupt ends the exchange and its connection.
     *
     * @param handedOver called once when the body is in the first connection (POST-13)
     */
    Answer post(byte[] body, Runnable handedOver) throws IOException, InterruptedException {
        String signature = config.signature().map(signer -> signer.sign(body)).orElse("");
        URI target = address;
        for (int hop = 0; ; hop++) {
            HttpResponse<Optional<byte[]>> response = client.send(
                    request(target, signature, new ReportBody(body, hop == 0 ? handedOver : () -> {})),
                    info -> new BoundedBody(MAX_ANSWER));
            int status = response.statusCode();
            if (status != 307 && status != 308) {
                return new Answer(status, response.body());
            }
            if (hop == MAX_HOPS) {
                throw new IOException("more than " + MAX_HOPS + " redirects (POST-12)");
            }
            target = next(target, response);
        }
    }

    private HttpRequest request(URI target, String signature, ReportBody body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).POST(body);
        ReceiverProbe.headers(config, selfId, signature).forEach(request::header);
        return request.build();
    }

    private static URI next(URI from, HttpResponse<?> response) throws IOException {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            return PostConfig.parse(from.resolve(location).toString())
                    .filter(to -> !location.isEmpty())
                    .orElseThrow(() -> new IOException("HTTP " + response.statusCode() + " without a usable Location"));
        } catch (IllegalArgumentException e) {
            throw new IOException("HTTP " + response.statusCode() + " without a usable Location", e);
        }
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
