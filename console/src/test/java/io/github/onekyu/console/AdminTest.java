package io.github.onekyu.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.console.Console;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.ConnectionState;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.observe.TraceEntry;
import io.github.onekyu.testkit.RawHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API, the trace, the metrics and the one-time link, over real sockets. */
class AdminTest {
    private static final String JSON = "application/json";

    private final RecordedAccount account = new RecordedAccount();
    private final Trace trace = Trace.keeping(12_000, 64 << 20);
    private Console console;
    private int port;

    private void start(JsonObject settings) {
        Config config = Config.of(Path.of("."), settings);
        console = new UndertowConsoleProvider().create(new FakeContext(config, List.of(account), trace));
        assertThat(config.problems()).isEmpty();
        console.start();
        port = console.address().orElseThrow().getPort();
    }

    private void start() {
        start(JsonObject.builder().put("console_port", "0").build());
    }

    private void startOpen() {
        start(JsonObject.builder()
                .put("console_port", "0")
                .put("console_host", "0.0.0.0")
                .put("access_token", "t0k")
                .build());
    }

    @AfterEach
    void stop() {
        if (console != null) {
            console.stop(Duration.ofSeconds(1));
        }
    }

    private RawHttp.Response get(String path, String... headers) {
        return RawHttp.fetch(port, "GET", path, headers);
    }

    private static JsonObject json(RawHttp.Response response) {
        return (JsonObject) Json.parse(response.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/nothing", "/admin/v1/accounts", "/metrics", "/assets/main.js", "/login"})
    void everyAnswerCarriesTheHeadersThatKeepThePageSafe(String path) {
        start();
        RawHttp.Response response = get(path);
        assertThat(response.headers().first("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .contains("script-src 'self';", "style-src 'self';", "connect-src 'self';")
                .contains("img-src 'self' data: blob: http: https:;", "media-src 'self' blob: http: https:;")
                .doesNotContain("unsafe");
        assertThat(response.headers().first("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void thePageIsPackedAndAskedForAgainOnlyWhenItChanged() {
        start();
        RawHttp.Response plain = get("/assets/main.js");
        RawHttp.Response packed = get("/assets/main.js", "Accept-Encoding: gzip");
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.headers().first("Content-Type")).hasValue("text/javascript; charset=UTF-8");
        assertThat(packed.headers().first("Content-Encoding")).hasValue("gzip");
        assertThat(packed.body()).hasSizeLessThan(plain.body().length);
        String tag = plain.headers().first("ETag").orElseThrow();
        assertThat(get("/assets/main.js", "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(get("/assets/..%2fGuard.class").status()).isEqualTo(404);
        assertThat(get("/assets/nothing.js").status()).isEqualTo(404);
    }

    @Test
    void endpointsArePausedTestedAndDisconnected() {
        start();
        try (RawHttp http = RawHttp.connect(port)) {
            assertThat(http.post("/admin/v1/endpoints/ws.a/pause", JSON, "{}").status())
                    .isEqualTo(200);
            assertThat(http.post("/admin/v1/endpoints/ws.a/resume", JSON, "{}").status())
                    .isEqualTo(200);
            assertThat(json(http.post("/admin/v1/endpoints/ws.a/test", JSON, "{}"))
                            .string("message"))
                    .hasValue("ws.a works");
            assertThat(http.request("DELETE", "/admin/v1/connections/7").status())
                    .isEqualTo(200);
            assertThat(http.request("DELETE", "/admin/v1/connections/x").status())
                    .isEqualTo(400);
            assertThat(http.get("/admin/v1/endpoints/ws.a/pause").status()).isEqualTo(405);
        }
        assertThat(account.asked).containsExactly("pause ws.a", "resume ws.a", "test ws.a", "disconnect 7");
    }

    private static EndpointState ws(long openedMillis, long sent, long received) {
        return new EndpointState(
                10000,
                "ws",
                "ws",
                EndpointState.Phase.LISTENING,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sent,
                received,
                0,
                List.of(new ConnectionState(3, "127.0.0.1:9", "universal", openedMillis, 0, 0, 0, sent, received, 0)));
    }

    @Test
    @Tag("DOC-15")
    void whatNobodyToldButTheStateShowsIsAProblemToo() {
        start();
        long longAgo = System.currentTimeMillis() - 120_000;
        account.endpoints = List.of(ws(longAgo, 0, 0));
        assertThat(get("/admin/v1/endpoints").text()).contains("not even the lifecycle event has left");
        account.endpoints = List.of(ws(longAgo, 5, 0));
        assertThat(get("/admin/v1/endpoints").text()).contains("for a minute");
        account.endpoints = List.of(ws(longAgo, 5, 2));
        assertThat(get("/admin/v1/endpoints").text()).contains("\"problem\":null");
        account.online = false;
        assertThat(get("/admin/v1/endpoints").text()).contains("the account is offline");
    }

    @Test
    void anActionIsCalledWithTheRightsOfAnEndpoint() {
        start();
        try (RawHttp http = RawHttp.connect(port)) {
            JsonObject answer =
                    json(http.post("/admin/v1/actions/send_msg", JSON, "{\"params\":{},\"endpoint\":\"ws\"}"));
            assertThat(answer.string("status")).hasValue("ok");
            assertThat(answer.has("ms")).isTrue();
            assertThat(http.post("/admin/v1/actions/send_msg", JSON, "{\"parms\":{}}")
                            .status())
                    .isEqualTo(400);
            assertThat(json(http.get("/admin/v1/actions"))
                            .array("actions")
                            .orElseThrow()
                            .toString())
                    .contains("\"name\":\"send_private_msg\"", "\"required\":true");
        }
        assertThat(account.asked).containsExactly("call send_msg as ws");
    }

    @Test
    void anAccountThatIsNotThereIsNamed() {
        start();
        assertThat(get("/admin/v1/endpoints?self_id=10000").status()).isEqualTo(200);
        RawHttp.Response unknown = get("/admin/v1/endpoints?self_id=5");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("there is no account 5; there are 10000");
    }

    @Test
    void metricsAreInTheFormatOfPrometheus() {
        trace.add(10000, new TraceEntry.Trouble("ws", "OKY-1", "x"));
        start();
        RawHttp.Response response = get("/metrics");
        assertThat(response.headers().first("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(response.text().lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) onekyu_[a-z_]+ .+")
                        || line.matches("onekyu_[a-z_]+(\\{([a-z_]+=\"[^\"]*\",?)+})? [0-9.E-]+"))
                .contains("onekyu_account_ready{self_id=\"10000\"} 1", "onekyu_events_total 0");
    }

    private BufferedReader stream(String path, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(10_000);
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader stream, String start) throws IOException {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        throw new AssertionError("the stream ended before a line that starts with " + start);
    }

    @Test
    void aBurstOfTenThousandRecordsArrivesCompleteAndInOrder() throws IOException {
        start();
        try (BufferedReader stream = stream("/admin/v1/trace")) {
            next(stream, "HTTP/1.1 200");
            for (int i = 0; i < 10_000; i++) {
                trace.add(10000, new TraceEntry.Trouble("ws", "OKY-1", "number " + i));
            }
            for (int i = 1; i <= 10_000; i++) {
                assertThat(next(stream, "id:").strip()).isEqualTo(Integer.toString(i));
            }
            trace.add(10000, new TraceEntry.Trouble("ws", "OKY-1", "and one more"));
            assertThat(next(stream, "data:")).contains("\"seq\":10000,");
            assertThat(next(stream, "data:")).contains("and one more");
        }
    }

    @Test
    void aReaderGoesOnWhereItWasAndIsToldWhatItMissed() throws IOException {
        start();
        for (int i = 0; i < 15_000; i++) {
            trace.add(10000, new TraceEntry.Trouble("ws", "OKY-1", "x"));
        }
        try (BufferedReader stream = stream("/admin/v1/trace?after=1", "Last-Event-ID: 14998")) {
            assertThat(next(stream, "id:").strip()).isEqualTo("14999");
        }
        try (BufferedReader stream = stream("/sandbox/v1/trace?after=10")) {
            next(stream, "data:"); // which process it is
            assertThat(next(stream, "event:").strip()).isEqualTo("gap");
            assertThat(next(stream, "data:").strip()).isEqualTo("{\"from\":11,\"to\":3000}");
            assertThat(next(stream, "id:").strip()).isEqualTo("3001");
        }
        try (BufferedReader stream = stream("/admin/v1/trace?last=2")) {
            assertThat(next(stream, "id:").strip()).isEqualTo("14999");
        }
        assertThat(get("/admin/v1/trace?last=many").status()).isEqualTo(400);
    }

    @Test
    void aReaderWhoNamesAnAccountGetsOnlyItsRecords() throws IOException {
        start();
        for (int i = 1; i <= 1000; i++) {
            trace.add(i % 250 == 0 ? 10000 : 10005, new TraceEntry.Trouble("ws", "OKY-1", "x"));
        }
        try (BufferedReader stream = stream("/admin/v1/trace?self_id=10000&after=1")) {
            for (String seq : List.of("250", "500", "750", "1000")) {
                assertThat(next(stream, "id:").strip()).isEqualTo(seq);
            }
            trace.add(10005, new TraceEntry.Trouble("ws", "OKY-1", "not this one"));
            trace.add(10000, new TraceEntry.Trouble("ws", "OKY-1", "this one"));
            assertThat(next(stream, "id:").strip()).isEqualTo("1002");
        }
        try (BufferedReader stream = stream("/admin/v1/trace?self_id=10000&last=2")) {
            assertThat(next(stream, "id:").strip()).isEqualTo("1000");
        }
        RawHttp.Response unknown = get("/admin/v1/trace?self_id=10007");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("there is no account 10007");
    }

    @Test
    void theStreamBeginsWithWhichProcessItIs() throws IOException {
        long before = System.currentTimeMillis();
        start();
        try (BufferedReader stream = stream("/admin/v1/trace?last=0")) {
            assertThat(next(stream, "event:").strip()).isEqualTo("process");
            long started = ((JsonObject) Json.parse(next(stream, "data:"))).integer("started", 0);
            assertThat(started).isBetween(before, System.currentTimeMillis());
        }
    }

    @Test
    void thePageIsToldWhetherCommandsNeedTheToken() {
        start();
        assertThat(json(get("/admin/v1/accounts")).isTrue("token")).isFalse();
        stop();
        startOpen();
        assertThat(json(get("/admin/v1/accounts", "Authorization: Bearer t0k")).isTrue("token"))
                .isTrue();
    }

    @Test
    void theLinkWorksOnceAndItsCookieOnlyForThePageItself() {
        startOpen();
        String link = console.loginPath().orElseThrow();
        RawHttp.Response entered = get(link);
        assertThat(entered.status()).isEqualTo(303);
        assertThat(entered.headers().first("Location")).hasValue("/");
        String cookie = entered.headers().first("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").containsIgnoringCase("path=/");
        String session = "Cookie: " + cookie.split(";", 2)[0];
        assertThat(get(link).status()).isEqualTo(403);
        assertThat(get("/login?code=guess").text()).contains("OKY-1711");
        assertThat(get("/admin/v1/accounts").status()).isEqualTo(401);
        assertThat(get("/admin/v1/accounts", "Authorization: Bearer t0k").status())
                .isEqualTo(200);
        assertThat(get("/admin/v1/accounts", session).status()).isEqualTo(200);
        assertThat(get("/admin/v1/accounts", session, "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
        assertThat(get("/admin/v1/accounts", session, "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(401);
        assertThat(get("/admin/v1/accounts", session + "x").status()).isEqualTo(401);
        RawHttp.Response foreign = RawHttp.fetch(
                port, "POST", "/admin/v1/reload", session, "Origin: http://evil.example", "Content-Length: 0");
        assertThat(foreign.status()).isEqualTo(403);
    }

    @Test
    void onLoopbackThereIsNoLink() {
        start();
        assertThat(console.loginPath()).isEmpty();
    }

    @Test
    void aCodeGrowsOld() {
        Sessions sessions = new Sessions();
        String code = sessions.newCode(0);
        assertThat(sessions.enter(code, Sessions.CODE_LIFE.toNanos())).isEmpty();
        assertThat(sessions.enter(code, Sessions.CODE_LIFE.toNanos() - 1)).isPresent();
    }
}
