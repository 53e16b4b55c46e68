package io.github.onekyu.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSignatureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "kSLuTF2GC2Q4q4ugm3¦{\"meta_event_type\":\"lifecycle\",\"post_type\":\"meta_event\",\"self_id\":10001000,"
                        + "\"sub_type\":\"enable\",\"time\":1515204254}¦sha1=3e50fb7d3cbecd6d6b5e3837b29ac9d5c0e8716d",
                "密钥¦{\"post_type\":\"message\",\"raw_message\":\"你好\"}¦sha1=ed37fdca95869aaa68cd625651474657a27ff776"
            })
    @Tag("POST-04")
    void vectors(String secret, String body, String expected) {
        assertThat(sign(secret, body)).isEqualTo(expected);
    }

    @Test
    @Tag("POST-04")
    void withoutASecretThereIsNoSignature() {
        assertThat(EventSignature.of("")).isEmpty();
    }

    /** The second case of RFC 2202, and a key that is longer than a block of the hash. */
    @Test
    @Tag("POST-04")
    void keysOfAnyLengthAreTaken() {
        assertThat(sign("Jefe", "what do ya want for nothing?"))
                .isEqualTo("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        assertThat(sign("A".repeat(80), "x")).isEqualTo("sha1=bfb91fc4562c1b2bd94c11445d7911b28a67413f");
    }

    @Test
    void oneSignatureServesManyThreads() throws Exception {
        EventSignature signature = EventSignature.of("secret").orElseThrow();
        List<byte[]> bodies = IntStream.range(0, 64)
                .mapToObj(i -> ("body " + i).repeat(1000).getBytes(StandardCharsets.UTF_8))
                .toList();
        List<String> expected = bodies.stream().map(signature::sign).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<String>>> tasks = IntStream.range(0, 8)
                    .<Callable<List<String>>>mapToObj(
                            i -> () -> bodies.stream().map(signature::sign).toList())
                    .toList();
            for (Future<List<String>> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Tag("NET-08")
    void theSecretIsNotShown() {
        assertThat(EventSignature.of("hidden").orElseThrow().toString()).doesNotContain("hidden");
    }

    private static String sign(String secret, String body) {
        return EventSignature.of(secret).orElseThrow().sign(body.getBytes(StandardCharsets.UTF_8));
    }
}
