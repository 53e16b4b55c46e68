package io.github.onekyu.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.internal.account.AccountThreads;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
    private final MediaServer server = new MediaServer();
    private final AccountThreads threads = new AccountThreads(1, 1);

    @TempDir
    private Path dataDir;

    private Downloads downloads;

    @BeforeEach
    void make() {
        downloads = new Downloads(
                new MediaStore(dataDir, 1000), new DownloadCache(dataDir), threads, "test", Duration.ofMillis(400));
    }

    @AfterEach
    void stop() {
        downloads.close();
        threads.close();
        server.close();
    }

    private CompletableFuture<String> fetch(String path) {
        return downloads.fetch(MediaReference.of(
                        MediaKind.IMAGE,
                        JsonObject.builder().put("file", server.url(path)).build())
                .orElseThrow());
    }

    @Test
    void aServerThatFallsSilentEndsTheDownloadAndLeavesNothing() throws Exception {
        server.on("/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            server.hanging().to(exchange);
        });
        server.on("/b", server.hanging());

        for (String path : new String[] {"/a", "/b"}) {
            assertThatThrownBy(() -> fetch(path).get(10, TimeUnit.SECONDS)).hasMessageContaining("nothing came");
        }
        try (Stream<Path> all = Files.walk(dataDir)) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aSlowServerThatGoesOnIsWaitedFor() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.on("/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 8; i++) {
                assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
                exchange.getResponseBody().write(i);
                exchange.getResponseBody().flush();
            }
        });

        assertThat(dataDir.resolve("image").resolve(fetch("/a").get(10, TimeUnit.SECONDS)))
                .hasBinaryContent(new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
    }

    @Test
    void afterTheEndNothingIsFetched() {
        downloads.close();

        assertThatThrownBy(() -> fetch("/a").get(10, TimeUnit.SECONDS)).hasMessageContaining("the account stops");
        assertThat(server.requests).isEmpty();
    }
}
