package io.github.onekyu.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFetcherTest {
    private static final byte[] BYTES = {1, 2, 3};

    private final MediaServer server = new MediaServer();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    private Path home;

    private FileFetcher files;

    @BeforeEach
    void make() {
        files = patient(Duration.ofSeconds(60));
    }

    private FileFetcher patient(Duration silence) {
        return new FileFetcher(new MediaSettings(home, 10, true), executor, timer, silence);
    }

    @AfterEach
    void stop() {
        files.close();
        server.close();
        executor.shutdownNow();
        timer.shutdownNow();
    }

    private CompletableFuture<Long> fetch(String file) {
        return files.fetch(file, Map.of(), home.resolve("kept/target"));
    }

    private void nothingIsLeft() throws IOException {
        if (Files.isDirectory(home.resolve("kept"))) {
            try (Stream<Path> all = Files.list(home.resolve("kept"))) {
                assertThat(all).isEmpty();
            }
        }
    }

    private void fails(String file, Class<? extends Throwable> kind, String words) throws IOException {
        assertThatThrownBy(() -> fetch(file).get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .satisfies(e -> assertThat(e.getCause()).isInstanceOf(kind))
                .satisfies(e -> assertThat(FileFetcher.reason(e.getCause())).contains(words));
        nothingIsLeft();
    }

    @Test
    void everyKindOfReferenceIsKeptWhereTheCallerSays() throws Exception {
        server.on("/a", MediaServer.redirect("/b")).on("/b", MediaServer.chunked(BYTES));
        Path source = Files.write(home.resolve("a%20b"), BYTES);
        for (String file :
                List.of(server.url("/a"), "base64://AQ\nID", source.toUri().toString(), source.toString())) {
            assertThat(FileFetcher.isFetched(file)).as(file).isTrue();
            assertThat(fetch(file).get(10, TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(home.resolve("kept/target")).hasBinaryContent(BYTES);
            Files.delete(home.resolve("kept/target"));
            nothingIsLeft();
        }
        assertThat(FileFetcher.isFetched("1.jpg")).isFalse();
        assertThat(FileFetcher.isFetched("a\0b")).isFalse();
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws Exception {
        server.on("/silent", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            server.hanging().to(exchange);
        });
        files.close();
        files = patient(Duration.ofMillis(400));
        fails(server.url("/silent"), IOException.class, "nothing came");
    }

    @Test
    void aFailureSaysWhyAndLeavesNothing() throws Exception {
        server.on("/large", MediaServer.chunked(new byte[11]))
                .on("/short", MediaServer.truncated(BYTES))
                .on("/empty", MediaServer.bytes(new byte[0]));
        fails(server.url("/404"), IOException.class, "status 404");
        fails(server.url("/large"), IOException.class, "max_media_size");
        fails(server.url("/short"), IOException.class, "");
        fails(server.url("/empty"), IOException.class, "empty");
        fails("http://", IllegalArgumentException.class, "");
        fails("base64://*", IllegalArgumentException.class, "base64");
        fails("base64://", IOException.class, "empty");
        fails("base64://AQIDBAUGBwgJCgsM", IOException.class, "max_media_size");
        fails(home.resolve("nowhere").toString(), FileNotFoundException.class, "no such file");
        fails(home.toUri().toString(), FileNotFoundException.class, "no such file");
    }

    @Test
    void filesOfTheMachineAreReadOnlyWhereThatIsAllowed() throws Exception {
        Path source = Files.write(home.resolve("a"), BYTES);
        try (FileFetcher strict = new FileFetcher(new MediaSettings(home, 10, false), executor, timer)) {
            for (String file : List.of(source.toString(), source.toUri().toString())) {
                assertThatThrownBy(() ->
                                strict.fetch(file, Map.of(), home.resolve("b")).get(10, TimeUnit.SECONDS))
                        .hasMessageContaining("allow_file_uri");
            }
            assertThat(strict.copy(source, home.resolve("b"))).isEqualTo(3);
        }
    }

    @Test
    void moreDownloadsThanRunAtATimeAreRefused() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        server.on("/a", MediaServer.after(gate, MediaServer.bytes(BYTES)));
        // patient, so that none is given up before the last is asked for
        try (FileFetcher patient = new FileFetcher(new MediaSettings(home, 10, true), executor, timer)) {
            List<CompletableFuture<Long>> all = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                all.add(patient.fetch(server.url("/a"), Map.of(), home.resolve("t" + i)));
            }
            assertThatThrownBy(() -> patient.fetch(server.url("/a"), Map.of(), home.resolve("t"))
                            .get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("32 downloads are under way");
            gate.countDown();
            for (CompletableFuture<Long> each : all) {
                assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo(3);
            }
            assertThat(patient.fetch(server.url("/a"), Map.of(), home.resolve("t"))
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo(3);
        }
    }

    @Test
    void theEndGivesUpWhatIsUnderWay() throws Exception {
        server.on("/a", server.hanging());
        CompletableFuture<Long> running = fetch(server.url("/a"));
        files.close();
        assertThatThrownBy(() -> running.get(10, TimeUnit.SECONDS)).hasMessageContaining("stops");
        fails(server.url("/a"), IOException.class, "stops");
    }

    @Test
    void peopleAreShownNoSecretsAndNoData() {
        assertThat(FileFetcher.shown("https://u:p@host/a?key=k")).isEqualTo("https://host/a");
        assertThat(FileFetcher.shown("base64://AAAA")).isEqualTo("base64 data of 4 characters");
        assertThat(FileFetcher.shown("1.jpg")).isEqualTo("\"1.jpg\"");
    }
}
