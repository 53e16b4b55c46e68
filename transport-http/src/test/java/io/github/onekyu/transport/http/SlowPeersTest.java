package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Peers that say little, late or nothing: they are let go after a while, and nobody else notices them. */
class SlowPeersTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static OneBotFixture account;

    @BeforeAll
    static void start() {
        account = Http.impatient(LIMIT).set("access_token", Http.TOKEN).start();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    private static void expectClosedAfter(String sent) {
        try (RawHttp http = Http.connect(account)) {
            http.write(sent);
            assertThat(http.closesWithin(PATIENCE)).isTrue();
        }
        assertThat(Http.get(account, "/get_status", Http.BEARER).status()).isEqualTo(200);
    }

    @Test
    void silenceIsClosed() {
        expectClosedAfter("");
    }

    @Test
    void halfAHeadIsClosed() {
        expectClosedAfter("GET /get_status HTTP/1.1\r\nHost: x\r\nX-");
    }

    @Test
    void aHeadThatDripsIsClosed() {
        try (RawHttp http = Http.connect(account)) {
            http.write("GET /get_status HTTP/1.1\r\n");
            boolean closed = false;
            for (int i = 0; i < 100 && !closed; i++) {
                try {
                    http.write("X-" + i + ": y\r\n");
                } catch (UncheckedIOException reset) {
                    closed = true;
                }
                closed = closed || http.closesWithin(Duration.ofMillis(50));
            }
            assertThat(closed).isTrue();
        }
    }

    @Test
    void halfABodyIsClosed() {
        String head =
                "POST /get_status HTTP/1.1\r\nHost: x\r\n" + Http.BEARER + "\r\nContent-Type: application/json\r\n";
        expectClosedAfter(head + "Content-Length: 100\r\n\r\n{\"a\":");
        expectClosedAfter(head + "Content-Length: 100\r\n\r\n");
        expectClosedAfter(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a");
    }

    @Test
    void aBodyThatNobodyWantsIsNotWaitedForLong() {
        try (RawHttp http = Http.connect(account)) {
            RawHttp.Response response = http.send(
                    "POST /get_status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

            assertThat(response.status()).isEqualTo(401);
            assertThat(http.closesWithin(PATIENCE)).isTrue();
        }
    }

    @Test
    void aSlowBodyThatMovesIsRead() {
        String body = "{\"x\":\"" + "y".repeat(20) + "\"}";
        try (RawHttp http = Http.connect(account)) {
            http.write("POST /get_status HTTP/1.1\r\nHost: x\r\n" + Http.BEARER
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n");
            for (int i = 0; i < body.length(); i++) {
                assertThat(http.closesWithin(Duration.ofMillis(50))).isFalse();
                http.write(body.substring(i, i + 1));
            }
            assertThat(http.read().status()).isEqualTo(200);
        }
    }

    @Test
    void anIdleConnectionIsClosedAfterAWhile() {
        try (RawHttp http = Http.connect(account)) {
            assertThat(http.get("/get_status", Http.BEARER).status()).isEqualTo(200);
            assertThat(http.closesWithin(PATIENCE)).isTrue();
        }
    }

    @Test
    void anAnswerThatNobodyReadsIsGivenUp() {
        try (OneBotFixture fresh = Http.impatient(LIMIT).start()) {
            fresh.backend().answer("get_group_list", "[\"" + "x".repeat(40_000_000) + "\"]");
            try (RawHttp http = Http.connect(fresh)) {
                http.write("GET /get_group_list HTTP/1.1\r\nHost: x\r\n\r\n");
                fresh.backend().awaitCall("get_group_list");
                // Nothing is read. Once the server has closed, it takes nothing any more either.
                Awaitility.await().atMost(PATIENCE.multipliedBy(4)).until(() -> refusesBytes(http));
            }
        }
    }

    private static boolean refusesBytes(RawHttp http) {
        try {
            http.write("x");
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    @Test
    void anActionMayTakeLongerThanAnyOfTheseLimits() {
        try (OneBotFixture fresh = Http.impatient(Duration.ofMillis(400)).start();
                RawHttp http = Http.connect(fresh)) {
            var gate = fresh.backend().hold("get_group_list");
            http.write("GET /get_group_list HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.closesWithin(Duration.ofSeconds(1))).isFalse();
            gate.open();
            assertThat(http.read().status()).isEqualTo(200);
        }
    }

    @Test
    void twoHundredHalfRequestsDelayNobody() {
        try (OneBotFixture patient = Http.account().start()) {
            List<RawHttp> half = new ArrayList<>();
            try {
                for (int i = 0; i < 200; i++) {
                    RawHttp http = Http.connect(patient);
                    half.add(http);
                    http.write(
                            i % 2 == 0
                                    ? "GET /get_status HTTP/1.1\r\nHo"
                                    : "POST /get_status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: 1000\r\n\r\n{");
                }
                long before = System.nanoTime();
                for (int i = 0; i < 50; i++) {
                    assertThat(Http.get(patient, "/get_status").status()).isEqualTo(200);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
            } finally {
                half.forEach(RawHttp::close);
            }
        }
    }
}
