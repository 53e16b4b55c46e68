package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls from web pages (communication.md §3.5). */
class CorsTest {
    private static final String ORIGIN = "Access-Control-Allow-Origin";

    @Test
    @Tag("CORS-01")
    void itIsOffByDefault() {
        try (OneBotFixture account = Http.account().start()) {
            RawHttp.Response preflight = Http.request(account, "OPTIONS", "/get_status", "Origin: http://a.example");
            assertThat(preflight.status()).isEqualTo(405);
            for (RawHttp.Response response : List.of(
                    preflight, Http.get(account, "/get_status"), Http.get(account, "/nope"), Http.get(account, "/"))) {
                assertThat(response.headers().fields())
                        .noneMatch(field ->
                                field.name().toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
            }
        }
    }

    @Test
    @Tag("CORS-02")
    void aPreflightNeedsNoTokenAndNoAction() {
        try (OneBotFixture account = Http.guarded().set("enable_cors", "yes").start()) {
            RawHttp.Response response = Http.request(account, "OPTIONS", "/anything", "Origin: http://a.example");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().first(ORIGIN)).contains("*");
            assertThat(response.headers().first("Access-Control-Allow-Methods")).contains("*");
            assertThat(response.headers().first("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(
                            value -> assertThat(value.split(",\\s*")).contains("*", "Authorization"));
            assertThat(Http.request(account, "OPTIONS", "/a/b").status()).isIn(404, 405);
        }
    }

    @Test
    @Tag("CORS-03")
    void everyAnswerNamesTheOrigin() {
        try (OneBotFixture account = Http.guarded().set("enable_cors", "yes").start()) {
            for (RawHttp.Response response : List.of(
                    Http.get(account, "/get_status", Http.BEARER),
                    Http.get(account, "/get_status"),
                    Http.get(account, "/nope", Http.BEARER),
                    Http.post(account, "/get_status", Http.JSON, "{", Http.BEARER),
                    Http.request(account, "PUT", "/get_status"))) {
                assertThat(response.headers().values(ORIGIN)).containsExactly("*");
                assertThat(response.headers().has("Access-Control-Allow-Credentials"))
                        .isFalse();
            }
        }
    }
}
