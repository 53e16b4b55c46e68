package io.github.onekyu.transport.ws;

import static io.github.onekyu.transport.ws.Bots.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and with what answer (communication.md §5.1), on an account with a token. */
class HandshakeTest {
    private static final String RIGHT = "Authorization: Bearer " + TOKEN;
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";

    private static OneBotFixture account;

    @BeforeAll
    static void start() {
        account = Bots.account().set("access_token", TOKEN).start();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    private int attempt(String target, String... headers) {
        return RawWebSocket.attempt(account.port("ws"), target, headers).status();
    }

    private RawHttp.Response raw(String line, String headers) {
        try (RawHttp http = RawHttp.connect(account.port("ws"))) {
            return http.send(line + "\r\nHost: x\r\n" + RIGHT + "\r\n" + headers + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/event", "/event/", "/", "/api?x=1", "/event/?a=b&c", "/?", "/?x=/"})
    @Tag("WS-01")
    void theFivePathsAreServedWithAnyQuery(String target) {
        assertThat(attempt(target, RIGHT)).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws",
                "/API",
                "/Event",
                "/api/x",
                "/api/..",
                "/api/.",
                "//",
                "//api",
                "/api//",
                "/%61pi",
                "/api%2F",
                "/api;a=b",
                "/event;",
                "/./",
                "/events",
                "/你好"
            })
    @Tag("WS-02")
    void anyOtherPathIs404AsItStands(String target) {
        assertThat(attempt(target, RIGHT)).isEqualTo(404);
    }

    @Test
    @Tag("WS-05")
    void thePathComesBeforeTheToken() {
        assertThat(attempt("/nope")).isEqualTo(404);
        assertThat(attempt("/nope", "Authorization: Bearer wrong")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/event", "/"})
    @Tag("WS-06")
    @Tag("AUTH-02")
    @Tag("AUTH-06")
    void missingIs401AndWrongIs403OnEveryPath(String target) {
        assertThat(attempt(target)).isEqualTo(401);
        assertThat(attempt(target, "Authorization: Bearer wrong")).isEqualTo(403);
        assertThat(attempt(target + "?access_token=wrong")).isEqualTo(403);
        assertThat(attempt(target + "?access_token=" + TOKEN)).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Bearer kSLuTF2GC2Q4q4ugm3, 101",
                "token kSLuTF2GC2Q4q4ugm3, 101",
                "kSLuTF2GC2Q4q4ugm3, 101",
                "Bearer ksLuTF2GC2Q4q4ugm3, 403",
                "zzz, 401",
                "Basic eA==, 401",
                "Bearer, 401",
            })
    @Tag("AUTH-03")
    @Tag("AUTH-04")
    @Tag("AUTH-05")
    void theHeaderCountsAndTheQueryDoesNotBesideIt(String header, int status) {
        assertThat(attempt("/?access_token=" + TOKEN, "Authorization: " + header))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "?access_token=%6BSLuTF2GC2Q4q4ugm3, 101",
        "?a=b&access_token=kSLuTF2GC2Q4q4ugm3&access_token=x, 101",
        "?access_token=x&access_token=kSLuTF2GC2Q4q4ugm3, 403",
        "?%61ccess_token=kSLuTF2GC2Q4q4ugm3, 101",
        "?access_token=, 401",
        "?access_token, 401",
        "?Access_Token=kSLuTF2GC2Q4q4ugm3, 401",
        "?access_token=%, 400",
        "?access_token=%zz, 400",
        "?access_token=%FF, 403",
    })
    @Tag("AUTH-06")
    void theTokenInTheQueryIsDecodedOnce(String query, int status) {
        assertThat(attempt("/api" + query)).isEqualTo(status);
    }

    @Test
    @Tag("AUTH-06")
    @Tag("PAR-03")
    void aPlusInTheQueryIsASpace() {
        try (OneBotFixture other = Bots.account().set("access_token", "a b=ü").start()) {
            assertThat(RawWebSocket.attempt(other.port("ws"), "/?access_token=a+b=%C3%BC")
                            .status())
                    .isEqualTo(101);
        }
    }

    @Test
    @Tag("AUTH-01")
    void withoutATokenAnythingIsLetIn() {
        try (OneBotFixture open = Bots.account().start()) {
            assertThat(RawWebSocket.attempt(open.port("ws"), "/api", "Authorization: Bearer junk")
                            .status())
                    .isEqualTo(101);
            assertThat(RawWebSocket.attempt(open.port("ws"), "/?access_token=junk")
                            .status())
                    .isEqualTo(101);
        }
    }

    @Test
    @Tag("WS-06")
    void aRefusalHasNoBodyAndEndsTheConnection() {
        try (RawHttp http = RawHttp.connect(account.port("ws"))) {
            RawHttp.Response refusal = http.send("GET /api HTTP/1.1\r\nHost: x\r\n" + UPGRADE + KEY + VERSION + "\r\n");

            assertThat(refusal.status()).isEqualTo(401);
            assertThat(refusal.body()).isEmpty();
            assertThat(refusal.headers().first("WWW-Authenticate")).contains("Bearer");
            assertThat(refusal.headers().first("Content-Length")).contains("0");
            assertThat(http.closesWithin(Bots.SOON)).isTrue();
        }
    }

    @Test
    @Tag("WS-06")
    @Tag("M-05")
    void whatIsSentBehindARefusedRequestIsNeverExecuted() {
        byte[] call = WebSocketFrame.encode(
                true,
                WebSocketFrame.TEXT,
                true,
                "{\"action\":\"set_group_kick\",\"params\":{\"group_id\":1,\"user_id\":2}}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(RawWebSocket.attemptAndSend(call, account.port("ws"), "/api").status())
                .isEqualTo(401);
        assertThat(RawWebSocket.attemptAndSend(call, account.port("ws"), "/api?access_token=x")
                        .status())
                .isEqualTo(403);
        assertThat(RawWebSocket.attemptAndSend(call, account.port("ws"), "/nope")
                        .status())
                .isEqualTo(404);
        account.backend().expectNoCall("set_group_kick", Bots.NEVER);
    }

    @Test
    @Tag("WS-06")
    void aSecondRequestBehindARefusedOneIsNotServed() {
        try (RawHttp http = RawHttp.connect(account.port("ws"))) {
            String good = "GET /api HTTP/1.1\r\nHost: x\r\n" + RIGHT + "\r\n" + UPGRADE + KEY + VERSION + "\r\n";
            http.write("GET /api HTTP/1.1\r\nHost: x\r\n" + UPGRADE + KEY + VERSION + "\r\n" + good);

            assertThat(http.read().status()).isEqualTo(401);
            assertThat(http.closesWithin(Bots.SOON)).isTrue();
        }
    }

    @Test
    @Tag("WS-06")
    @Tag("META-04")
    void aRefusedPeerIsAnnouncedToNobody() {
        RawWebSocket other = Bots.open(account, "/event", RIGHT);
        assertThat(Bots.next(other)).containsEntry("sub_type", "connect");

        assertThat(attempt("/event")).isEqualTo(401);

        other.expectNoText(Bots.NEVER);
    }

    @Test
    @Tag("WS-03")
    void aPlainRequestOnAKnownPathIs426() {
        for (String path : new String[] {"/", "/api", "/event/"}) {
            RawHttp.Response answer = raw("GET " + path + " HTTP/1.1", "");
            assertThat(answer.status()).as(path).isEqualTo(426);
            assertThat(answer.headers().first("Upgrade")).contains("websocket");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "GET / HTTP/1.1, Upgrade: websocket, 426",
                "GET / HTTP/1.1, Connection: Upgrade, 426",
                "GET / HTTP/1.1, Connection: Upgrade|Upgrade: h2c, 426",
                "POST / HTTP/1.1, Connection: Upgrade|Upgrade: websocket|Content-Length: 0, 426",
                "GET / HTTP/1.0, Connection: Upgrade|Upgrade: websocket, 426",
            })
    @Tag("WS-03")
    void aRequestThatIsNoHandshakeIsRefused(String line, String headers, int status) {
        assertThat(raw(line, headers.replace("|", "\r\n") + "\r\n" + KEY + VERSION)
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sec-WebSocket-Key: \r\n", "Sec-WebSocket-Key: AQID\r\n", "Sec-WebSocket-Key: ???\r\n"})
    @Tag("WS-03")
    void aHandshakeWithoutAProperKeyIs400(String key) {
        assertThat(raw("GET / HTTP/1.1", UPGRADE + VERSION + key).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sec-WebSocket-Version: 8\r\n", "Sec-WebSocket-Version: x\r\n"})
    @Tag("WS-03")
    void anotherVersionIs426WithOurs(String version) {
        RawHttp.Response answer = raw("GET / HTTP/1.1", UPGRADE + KEY + version);

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.headers().first("Sec-WebSocket-Version")).contains("13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n"})
    @Tag("WS-03")
    void aHandshakeThatAnnouncesABodyIs400(String body) {
        assertThat(raw("GET / HTTP/1.1", UPGRADE + KEY + VERSION + body).status())
                .isEqualTo(400);
    }

    @Test
    @Tag("WS-06")
    void aRefusalDoesNotWaitForABody() {
        try (RawHttp http = RawHttp.connect(account.port("ws"))) {
            assertThat(http.send("POST /nope HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nx")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    @Tag("WS-04")
    void aBrowserIsLetInAndNothingItOffersIsSelected() {
        RawWebSocket.Handshake answer = RawWebSocket.attempt(
                account.port("ws"),
                "/",
                RIGHT,
                "Origin: https://somewhere.example",
                "Sec-WebSocket-Protocol: chat, onebot",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers().has("Sec-WebSocket-Protocol")).isFalse();
        assertThat(answer.headers().has("Sec-WebSocket-Extensions")).isFalse();
    }

    @Test
    @Tag("WS-01")
    void headersMayBeSpelledAndListedAsPeersDo() {
        RawHttp.Response answer = raw(
                "GET http://x/api HTTP/1.1",
                "connection: keep-alive, upgrade\r\nUPGRADE: WebSocket\r\n" + KEY + VERSION);

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers().first("Sec-WebSocket-Accept")).contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    @Tag("WS-01")
    void framesSentTogetherWithTheHandshakeAreServed() {
        byte[] frame = WebSocketFrame.encode(
                true,
                WebSocketFrame.TEXT,
                true,
                "{\"action\":\"set_group_whole_ban\",\"params\":{\"group_id\":1}}".getBytes(StandardCharsets.UTF_8));

        RawWebSocket.attemptAndSend(frame, account.port("ws"), "/api", RIGHT);

        assertThat(account.backend().awaitCall("set_group_whole_ban")).isNotNull();
    }

    @Test
    void whoeverNeverAsksOrNeverEndsTheRequestIsCutOff() {
        try (OneBotFixture hasty = Bots.hastyAccount().start();
                RawHttp silent = RawHttp.connect(hasty.port("ws"));
                RawHttp half = RawHttp.connect(hasty.port("ws"))) {
            half.write("GET / HTTP/1.1\r\nHost: x\r\nUpgr");

            assertThat(silent.closesWithin(Duration.ofSeconds(3))).isTrue();
            assertThat(half.closesWithin(Duration.ofSeconds(3))).isTrue();
        }
    }

    @Test
    void anIdleWebSocketIsNotCutOff() {
        try (OneBotFixture hasty = Bots.hastyAccount().start()) {
            RawWebSocket bot = Bots.listen(hasty, "/");

            bot.expectNoText(Duration.ofMillis(900));
            assertThat(Bots.ask(bot, "{\"action\":\"get_login_info\"}")).contains("\"ok\"");
        }
    }

    @Test
    void anEndlessHeadIsRefused() {
        try (RawHttp http = RawHttp.connect(account.port("ws"))) {
            try {
                http.write("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(200_000));
            } catch (java.io.UncheckedIOException alreadyClosed) {
                // the server need not read on
            }

            assertThat(http.closesWithin(Bots.SOON)).isTrue();
        }
    }
}
