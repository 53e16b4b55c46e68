package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.QUIET;
import static io.github.onekyu.transport.wsreverse.Reverse.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.Headers;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // many accounts only have to run
class HandshakeTest {
    private static final String TOKEN = "kSLuTF2GC2Q4q4ugm3";

    private final RawWebSocketServer server = RawWebSocketServer.open();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Tag("RWS-04")
    @Tag("RWS-05")
    @Tag("RWS-06")
    @Tag("AUTH-09")
    void theRequestHasExactlyTheseHeaders() {
        try (OneBotFixture account = Reverse.account()
                .set("ws_reverse_event_url", server.url("/event/"))
                .set("access_token", TOKEN)
                .start()) {
            Connection connection = server.next(SOON);
            assertThat(connection.requestLine()).isEqualTo("GET /event/ HTTP/1.1");
            Headers headers = connection.headers();
            assertThat(headers.fields())
                    .extracting(Headers.Field::name)
                    .containsExactlyInAnyOrder(
                            "Host",
                            "Upgrade",
                            "Connection",
                            "Sec-WebSocket-Key",
                            "Sec-WebSocket-Version",
                            "User-Agent",
                            "X-Self-ID",
                            "X-Client-Role",
                            "Authorization");
            assertThat(headers.first("Host")).hasValue("127.0.0.1:" + server.port());
            assertThat(headers.first("Upgrade")).hasValue("websocket");
            assertThat(headers.first("Connection")).hasValue("Upgrade");
            assertThat(headers.first("Sec-WebSocket-Version")).hasValue("13");
            assertThat(Base64.getDecoder()
                            .decode(headers.first("Sec-WebSocket-Key").orElseThrow()))
                    .hasSize(16);
            assertThat(headers.first("User-Agent")).get().asString().startsWith("CQHttp/4.15.0");
            assertThat(headers.first("X-Self-ID")).hasValue("10001000");
            assertThat(headers.first("X-Client-Role")).hasValue("Event");
            assertThat(headers.first("Authorization")).hasValue("Token " + TOKEN);
        }
    }

    @Test
    @Tag("RWS-04")
    void eachRoleIsSpelledExactly() {
        try (OneBotFixture account =
                Reverse.account().set("ws_reverse_url", server.url("/")).start()) {
            assertThat(server.next("API", SOON).headers().hasExactly("X-Client-Role"))
                    .isTrue();
            assertThat(server.next("Event", SOON).headers().hasExactly("X-Self-ID"))
                    .isTrue();
        }
        try (OneBotFixture account = Reverse.universal(server).start()) {
            assertThat(server.next(SOON).role()).isEqualTo("Universal");
        }
    }

    @Test
    @Tag("RWS-05")
    void withoutATokenThereIsNoAuthorization() {
        try (OneBotFixture account = Reverse.universal(server).start()) {
            assertThat(server.next(SOON).headers().has("Authorization")).isFalse();
        }
    }

    @Test
    @Tag("RWS-05")
    void theSchemeCanBeBearer() {
        try (OneBotFixture account = Reverse.universal(server)
                .set("access_token", TOKEN)
                .set("ws_reverse_authorization_scheme", "bearer")
                .start()) {
            assertThat(server.next(SOON).headers().first("Authorization")).hasValue("Bearer " + TOKEN);
        }
    }

    @Test
    @Tag("RWS-07")
    void nobodyIsDialledBeforeTheIdIsKnown() throws Exception {
        OneBotFixture.Setup setup = Reverse.universal(server);
        Gate login = setup.backend().delayLogin();
        var starting = setup.startInBackground();
        assertThat(server.poll(QUIET)).isEmpty();
        assertThat(server.attempts()).isEmpty();
        login.open();
        try (OneBotFixture account = starting.get(5, TimeUnit.SECONDS)) {
            assertThat(server.next(SOON).headers().first("X-Self-ID")).hasValue("10001000");
        }
    }

    @Test
    @Tag("RWS-08")
    @Tag("RWS-12")
    void everyOtherAnswerIsAFailedAttempt() {
        for (int status : new int[] {401, 403, 404, 500, 503, 200, 301, 302, 307, 308}) {
            server.refuse(status);
        }
        server.wrongAcceptKey().dropAfterAccept();
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_reconnect_interval", "20")
                .start()) {
            Reverse.connected(server);
            assertThat(server.attempts()).hasSize(13);
            assertThat(server.attempts()).allSatisfy(attempt -> {
                // a redirect was not followed, a 401 not answered with a second request
                assertThat(attempt.requestLine()).hasValue("GET /ws HTTP/1.1");
                assertThat(attempt.headers().has("Authorization")).isFalse();
            });
        }
    }

    @Test
    @Tag("RWS-10")
    void aSilentPeerIsGivenUpAfterFiveSecondsAndItsSocketClosed() {
        server.hang();
        try (OneBotFixture account = Reverse.universal(server).start()) {
            Connection connection = server.next(Duration.ofSeconds(7));
            long waited = connection.nanoTime() - server.attempts().get(0).nanoTime();
            assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(4900), Duration.ofMillis(6100));
            assertThat(server.attempts()).hasSize(2);
        }
    }
}
