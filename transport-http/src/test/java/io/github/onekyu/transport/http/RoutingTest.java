package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and connections (communication.md §3.1). */
class RoutingTest {
    private static OneBotFixture open;
    private static OneBotFixture guarded;

    @BeforeAll
    static void start() {
        open = Http.account().start();
        guarded = Http.guarded().start();
    }

    @AfterAll
    static void stop() {
        guarded.stop();
        open.close();
        guarded.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/get_status",
                "/get_status/",
                "/get_status?x=1",
                "/get_status/?x=1",
                "/get_status?",
                "/get_status?a?b=/c//d/../e"
            })
    @Tag("HTTP-01")
    void anActionIsOneSegmentWithAnOptionalSlash(String target) {
        assertThat(Http.get(open, target).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "//a",
                "//get_status",
                "/a//",
                "/get_status//",
                "/a/b",
                "/get_status/.",
                "/./get_status",
                "/x/../get_status",
                "/?x=1"
            })
    @Tag("HTTP-02")
    @Tag("AUTH-08")
    void anyOtherPathIs404BeforeTheTokenIsLookedAt(String target) {
        for (OneBotFixture account : List.of(open, guarded)) {
            for (String method : List.of("GET", "POST")) {
                RawHttp.Response response = Http.request(account, method, target);

                assertThat(response.status()).as(method).isEqualTo(404);
                assertThat(response.body()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW"})
    @Tag("HTTP-03")
    @Tag("HTTP-12")
    void otherMethodsAre405AndRunNothing(String method) {
        RawHttp.Response response = Http.request(open, method, "/send_private_msg?user_id=77&message=a");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers().first("Content-Length")).contains("0");
        assertThat(response.headers().first("Allow")).contains("GET, POST");
        // The call after it has arrived, so that one would have arrived before.
        assertThat(Http.get(open, "/get_login_info").status()).isEqualTo(200);
        assertThat(open.backend().calls("send_private_msg"))
                .noneMatch(call -> call.params().json().integer("user_id", 0) == 77);
    }

    @Test
    @Tag("HTTP-03")
    void optionsOnAPathThatIsNoActionIs404Or405() {
        assertThat(Http.request(open, "OPTIONS", "/a/b").status()).isIn(404, 405);
        assertThat(Http.request(open, "OPTIONS", "*").status()).isIn(404, 405);
    }

    @Test
    @Tag("HTTP-04")
    void theNameIsDecodedOnceAndCaseSensitive() {
        assertThat(Http.get(open, "/%67et_status").status()).isEqualTo(200);
        assertThat(Http.get(open, "/get%5fstatus").status()).isEqualTo(200);
        assertThat(Http.get(open, "/%2567et_status").status()).isEqualTo(404);
        assertThat(Http.get(open, "/Get_Status").status()).isEqualTo(404);
        assertThat(Http.get(open, "/get+status").status()).isEqualTo(404);
        assertThat(Http.get(open, "/get_status;v=1").status()).isEqualTo(404);
    }

    @Test
    @Tag("HTTP-04")
    void namesMayStartWithADot() {
        assertThat(Http.get(open, "/.handle_quick_operation").status()).isEqualTo(200);
    }

    @Test
    @Tag("HTTP-05")
    void oneConnectionServesManyRequests() {
        try (RawHttp http = Http.connect(open)) {
            for (int i = 0; i < 3; i++) {
                assertThat(http.get("/get_login_info").status()).isEqualTo(200);
                assertThat(http.get("/nope").status()).isEqualTo(404);
                assertThat(http.post("/get_login_info", Http.JSON, "{}").status())
                        .isEqualTo(200);
                assertThat(http.post("/get_login_info", "text/plain", "left unread")
                                .status())
                        .isEqualTo(406);
                assertThat(http.request("DELETE", "/get_status").status()).isEqualTo(405);
            }
        }
    }

    @Test
    @Tag("HTTP-05")
    void requestsSentTogetherAreAnsweredInOrder() {
        try (RawHttp http = Http.connect(open)) {
            String head = " HTTP/1.1\r\nHost: x\r\n\r\n";
            http.write("GET /get_login_info" + head + "GET /nope" + head + "PUT /get_status" + head);

            assertThat(http.read().status()).isEqualTo(200);
            assertThat(http.read().status()).isEqualTo(404);
            assertThat(http.read().status()).isEqualTo(405);
        }
    }

    @Test
    @Tag("HTTP-05")
    void http10IsServedAndItsConnectionClosed() {
        try (RawHttp http = Http.connect(open)) {
            assertThat(http.send("GET /get_status HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
            assertThat(http.closesWithin(java.time.Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    @Tag("HTTP-05")
    void http10MayAskToKeepItsConnection() {
        try (RawHttp http = Http.connect(open)) {
            String request = "GET /get_status HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";

            RawHttp.Response first = http.send(request);

            assertThat(first.headers().first("Connection"))
                    .hasValueSatisfying(v -> assertThat(v).isEqualToIgnoringCase("keep-alive"));
            assertThat(http.send(request).status()).isEqualTo(200);
        }
    }

    /** That the answer does not begin with that version is seen by the fuzz test of the router. */
    @Test
    void theVersionBefore10Is505() {
        try (RawHttp http = Http.connect(open)) {
            assertThat(http.send("GET /get_status HTTP/0.9\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(505);
            assertThat(http.closesWithin(java.time.Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    void anAbsoluteTargetMeansItsPath() {
        assertThat(Http.get(open, "http://127.0.0.1:" + open.port("http") + "/get_status")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void controlCharactersInTheTargetAre400() {
        try (RawHttp http = Http.connect(open)) {
            assertThat(http.send("GET /get_status\t HTTP/1.1\r\nHost: x\r\n\r\n")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void connectIsRefused() {
        try (RawHttp http = Http.connect(open)) {
            assertThat(http.send("CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n")
                            .status())
                    .isIn(404, 405);
        }
    }
}
