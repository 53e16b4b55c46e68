package io.github.onekyu.benchmarks.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A bare loop of {@code HttpClient.send} in 16 threads. */
final class PostingStandIn implements StandIn.Kind {
    private static final int IN_FLIGHT = 16;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);

    @Override
    public int port() {
        return 0;
    }

    /** {@code post <number> <uri>}: so many events to this address; answers when all are answered. */
    @Override
    public Optional<String> command(List<String> words) throws Exception {
        return words.get(0).equals("post")
                ? Optional.of(post(Integer.parseInt(words.get(1)), URI.create(words.get(2))))
                : Optional.empty();
    }

    private String post(int number, URI uri) throws Exception {
        AtomicInteger left = new AtomicInteger(number);
        Callable<Void> loop = () -> {
            while (left.getAndDecrement() > 0) {
                try {
                    post(uri);
                } catch (IOException lost) { // the client at times takes a connection that is being closed
                    post(uri);
                }
            }
            return null;
        };
        for (Future<Void> done :
                threads.invokeAll(Stream.generate(() -> loop).limit(IN_FLIGHT).toList())) {
            done.get();
        }
        return Integer.toString(number);
    }

    private void post(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("X-Self-ID", "10000")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Work.utf8(Work.event(""))))
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 204) {
            throw new IOException("HTTP " + response.statusCode());
        }
    }
}
