package io.github.onekyu.core.diagnosis;

import static io.github.onekyu.core.diagnosis.ScriptedServer.answering;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure is made on loopback, with real sockets. */
class ProberTest {
    private static final String SECRET = "s3cret-token";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private ScriptedServer server(ScriptedServer.Script script) throws IOException {
        ScriptedServer made = new ScriptedServer(script);
        open.add(made);
        return made;
    }

    private static Probe bot(String address) {
        return probe(Probe.Kind.WEBSOCKET, Peer.BOT, "ws_reverse_url", address);
    }

    private static Probe probe(Probe.Kind kind, Peer peer, String key, String address) {
        return Probe.of(
                        kind,
                        peer,
                        "the thing",
                        key,
                        Address.parse(address).orElseThrow(),
                        Map.of("Authorization", "Bearer " + SECRET, "X-Self-ID", "10000"))
                .within(Duration.ofSeconds(6));
    }

    private static Diagnosis examine(Probe probe) {
        Diagnosis found = new Prober(List.of()).await(probe);
        assertThat(found.toString()).doesNotContain(SECRET);
        return found;
    }

    private static void assertFailed(Diagnosis found, Cause cause, String step, String... words) {
        assertThat(found.ok()).isFalse();
        assertThat(found.code()).isEqualTo(cause.code());
        assertThat(found.message()).contains(words);
        assertThat(found.steps()).isNotEmpty();
        Diagnosis.Step last = found.steps().get(found.steps().size() - 1);
        assertThat(last.name()).isEqualTo(step);
        assertThat(last.ok()).isFalse();
    }

    private static String ws(int port, String path) {
        return "ws://127.0.0.1:" + port + path;
    }

    @Test
    @Tag("DOC-01")
    void aBotThatTakesTheConnectionIsFine() throws Exception {
        ScriptedServer server = server((socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            ScriptedServer.linger(socket);
        });

        Diagnosis found = examine(bot(ws(server.port(), "/onebot?x=1")));

        assertThat(found.ok()).isTrue();
        assertThat(found.code()).isEmpty();
        assertThat(found.steps())
                .extracting(Diagnosis.Step::name)
                .containsExactly("dns", "connect", "http", "websocket");
        assertThat(server.heads.get(0))
                .startsWith("GET /onebot?x=1 HTTP/1.1\r\n")
                .contains("Authorization: Bearer " + SECRET, "X-Self-ID: 10000");
    }

    @Test
    @Tag("DOC-02")
    void aNameThatNobodyHas() {
        assertFailed(
                examine(bot("ws://no-such-host.invalid:8080/")),
                Cause.UNKNOWN_HOST,
                "dns",
                "no host is called no-such-host.invalid",
                "ws_reverse_url");
    }

    @Test
    @Tag("DOC-03")
    void aPortWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        assertFailed(
                examine(bot(ws(port, "/"))),
                Cause.REFUSED,
                "connect",
                "nothing listens on 127.0.0.1:" + port,
                "start the bot");
    }

    /** The broadcast address of the loopback network: nobody can be connected to there. */
    @Test
    @Tag("DOC-04")
    void anAddressThatNoConnectionLeadsTo() {
        assertFailed(
                examine(bot("ws://127.255.255.255:8080/")),
                Cause.UNREACHABLE,
                "connect",
                "127.255.255.255:8080 cannot be reached",
                "ws_reverse_url");
    }

    /** A listener whose queue is full drops what more comes, as a firewall does. */
    @Test
    @Tag("DOC-04")
    void aMachineThatDoesNotAnswer() throws Exception {
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        open.add(full);
        boolean drops = false;
        for (int i = 0; i < 10 && !drops; i++) {
            Socket socket = new Socket();
            open.add(socket);
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()), 300);
            } catch (SocketTimeoutException queueIsFull) {
                drops = true;
            }
        }
        org.junit.jupiter.api.Assumptions.assumeTrue(drops, "this system refuses what others drop");

        assertFailed(
                examine(bot(ws(full.getLocalPort(), "/"))),
                Cause.TIMED_OUT,
                "connect",
                "no answer from 127.0.0.1:" + full.getLocalPort(),
                "firewall");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "301 Moved|REDIRECTED|redirects are not followed (it points to http://127.0.0.1/there)",
                "302 Found|REDIRECTED|put the final address into the URL",
                "404 Not Found|NO_SUCH_PATH|nonebot2 /onebot/v11/ws, koishi /onebot, astrbot /ws, yunzai /OneBotv11",
                "401 Unauthorized|TOKEN_MISSING|compare access_token here with the bot's",
                "403 Forbidden|FORBIDDEN|has not yet dropped the previous connection",
                "403 Forbidden|FORBIDDEN|ws_reverse_authorization_scheme (some take Bearer only)",
                "403 Forbidden|FORBIDDEN|no proxy removes X-Self-ID",
                "426 Upgrade Required|NO_WEBSOCKET|did not take it for a WebSocket handshake",
                "400 Bad Request|NO_WEBSOCKET|check host, port and path",
                "200 OK|NO_WEBSOCKET|a web server answers there, but no WebSocket",
                "421 Misdirected Request|OWN_PORT|a WebSocket server of Onekyu, where bots connect",
                "502 Bad Gateway|SERVER_FAILS|or a proxy in front of it, is failing",
            })
    @Tag("DOC-06")
    @Tag("DOC-07")
    void aHandshakeThatIsAnsweredOtherwise(String status, Cause cause, String words) throws Exception {
        ScriptedServer server = server(answering(status, "Location: http://127.0.0.1/there?token=" + SECRET));

        assertFailed(examine(bot(ws(server.port(), "/wrong"))), cause, "http", status, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server: x",
                "Upgrade: websocket\r\nConnection: Upgrade",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: d3Jvbmc="
            })
    @Tag("DOC-06")
    void a101WithoutWhatAWebSocketServerSaysBesideIt(String headers) throws Exception {
        ScriptedServer server = server((socket, head) -> {
            ScriptedServer.write(socket, "HTTP/1.1 101 Switching Protocols\r\n" + headers + "\r\n\r\n");
            ScriptedServer.linger(socket);
        });

        assertFailed(
                examine(bot(ws(server.port(), "/x"))),
                Cause.NO_WEBSOCKET,
                "http",
                "101 without the headers of a WebSocket server");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Missing X-Self-ID Header|misses or does not know X-Self-ID",
                "Duplicate X-Self-ID|still has a connection of this account",
                "Authorization Header is invalid|make access_token the same as the bot's",
                "only Universal role|set role = universal",
                "no|refuses by its own rules",
            })
    @Tag("DOC-08")
    void aConnectionClosedWith1008(String said, String words) throws Exception {
        ScriptedServer server = server((socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            ScriptedServer.close(socket, 1008, said);
            ScriptedServer.linger(socket);
        });

        assertFailed(
                examine(bot(ws(server.port(), "/"))), Cause.POLICY, "websocket", "code 1008, \"" + said + "\"", words);
    }

    @Test
    @Tag("DOC-08")
    void whatThePeerRepeatsOfOurSecretIsNotShown() throws Exception {
        ScriptedServer server = server((socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            ScriptedServer.close(socket, 1008, "bad token " + SECRET);
            ScriptedServer.linger(socket);
        });

        assertFailed(examine(bot(ws(server.port(), "/"))), Cause.POLICY, "websocket", "bad token ***");
    }

    @ParameterizedTest
    @CsvSource({"true,code 1000", "false,without a close frame"})
    @Tag("DOC-09")
    void aConnectionThatEndsRightAfterItOpened(boolean politely, String words) throws Exception {
        ScriptedServer server = server((socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            if (politely) {
                ScriptedServer.close(socket, 1000, "");
                ScriptedServer.linger(socket);
            }
        });

        assertFailed(
                examine(bot(ws(server.port(), "/"))),
                Cause.CLOSED_AT_ONCE,
                "websocket",
                "right after the connection opened",
                words);
    }

    @Test
    @Tag("DOC-10")
    void anAddressThatIsOurOwn() throws Exception {
        ScriptedServer server = server(answering("200 OK"));
        Probe listener = probe(Probe.Kind.LISTENER, Peer.OURSELVES, "ws_port", "ws://127.0.0.1:" + server.port() + "/")
                .named("ws");

        Diagnosis found = new Prober(List.of(listener)).await(bot("ws://localhost:" + server.port() + "/x"));

        assertFailed(found, Cause.OWN_PORT, "address", "is where Onekyu itself listens", "ws_port", "ws_reverse_url");
        assertThat(server.heads).isEmpty();
    }

    @Test
    @Tag("DOC-11")
    void aPortThatSpeaksNoHttp() throws Exception {
        ScriptedServer server = server((socket, head) -> ScriptedServer.write(socket, "SSH-2.0-OpenSSH_9.6\r\n"));

        assertFailed(examine(bot(ws(server.port(), "/"))), Cause.NOT_HTTP, "http", "is not HTTP");
    }

    @Test
    @Tag("DOC-11")
    void aPortThatTakesConnectionsAndStaysSilent() throws Exception {
        ScriptedServer server = server((socket, head) -> ScriptedServer.linger(socket));

        assertFailed(
                examine(bot(ws(server.port(), "/")).within(Duration.ofMillis(700))),
                Cause.NO_ANSWER,
                "http",
                "listens there but does not speak");
    }

    @Test
    @Tag("DOC-11")
    void aPortThatEndsTheConnectionWithoutAWord() throws Exception {
        ScriptedServer server = server((socket, head) -> {});

        assertFailed(
                examine(bot(ws(server.port(), "/"))), Cause.ENDED_IN_SILENCE, "http", "without an answer", "its log");
    }

    // ---- the implementation

    private static Probe upstream(int port) {
        return probe(Probe.Kind.WEBSOCKET, Peer.IMPLEMENTATION, "upstream_url", ws(port, "/"));
    }

    @Test
    @Tag("DOC-12")
    void anImplementationThatSaysWhoItIsIsFine() throws Exception {
        ScriptedServer server = server((socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            ScriptedServer.text(socket, "{\"post_type\":\"meta_event\",\"self_id\":10001}");
            ScriptedServer.linger(socket);
        });

        Diagnosis found = examine(upstream(server.port()));

        assertThat(found.ok()).isTrue();
        assertThat(found.message()).contains("is connected with account 10001");
    }

    @Test
    @Tag("DOC-12")
    void anImplementationThatIsConnectedButSendsNoLifecycle() throws Exception {
        ScriptedServer server = server((socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            ScriptedServer.linger(socket);
        });

        assertFailed(
                examine(upstream(server.port())),
                Cause.NO_LIFECYCLE,
                "lifecycle",
                "no lifecycle event came",
                "log the account in");
    }

    @Test
    @Tag("DOC-07")
    void anImplementationThatRefusesTheTokenAfterTheUpgrade() throws Exception {
        ScriptedServer server = server((socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            ScriptedServer.text(socket, "{\"status\":\"failed\",\"retcode\":1403,\"data\":null}");
            ScriptedServer.linger(socket);
        });

        assertFailed(
                examine(upstream(server.port())),
                Cause.FORBIDDEN,
                "lifecycle",
                "retcode 1403",
                "upstream_access_token");
    }

    @ParameterizedTest
    @CsvSource({"401 Unauthorized,TOKEN_MISSING,upstream_access_token", "403 Forbidden,FORBIDDEN,upstream_access_token"
    })
    @Tag("DOC-07")
    void anImplementationThatRefusesTheTokenAtTheHandshake(String status, Cause cause, String words) throws Exception {
        ScriptedServer server = server(answering(status));

        assertFailed(examine(upstream(server.port())), cause, "http", words);
    }

    @Test
    @Tag("DOC-12")
    void anApiThatHasNobodyLoggedIn() throws Exception {
        String body = "{\"status\":\"failed\",\"retcode\":1200,\"data\":null}";
        ScriptedServer server = server((socket, head) -> ScriptedServer.write(
                socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));

        assertFailed(
                examine(probe(
                                Probe.Kind.HTTP,
                                Peer.IMPLEMENTATION,
                                "upstream_api_url",
                                "http://127.0.0.1:" + server.port() + "/get_login_info")
                        .withBody("{}")),
                Cause.NO_API,
                "http",
                "retcode 1200",
                "an account is logged in");
    }

    // ---- reports

    @ParameterizedTest
    @CsvSource({
        "404 Not Found,NO_SUCH_PATH,check the path of post_url",
        "401 Unauthorized,TOKEN_MISSING,make secret the same on both sides",
        "403 Forbidden,FORBIDDEN,make secret the same on both sides",
        "406 Not Acceptable,REPORT_REFUSED,content_type = application/json",
        "301 Moved,REDIRECTED,put the final address into post_url",
        "500 Oops,SERVER_FAILS,look into its log"
    })
    @Tag("DOC-13")
    void aReceiverThatDoesNotTakeReports(String status, Cause cause, String words) throws Exception {
        ScriptedServer server = server(answering(status));

        assertFailed(examine(report(server)), cause, "http", "HTTP " + status.substring(0, 3), words);
    }

    @Test
    @Tag("DOC-13")
    void aReceiverThatTakesReportsIsFine() throws Exception {
        ScriptedServer server = server(answering("204 No Content"));

        assertThat(examine(report(server)).ok()).isTrue();
        assertThat(server.heads.get(0)).startsWith("POST /report HTTP/1.1\r\n").contains("Content-Length: 2");
    }

    private static Probe report(ScriptedServer server) {
        return probe(Probe.Kind.HTTP, Peer.RECEIVER, "post_url", "http://127.0.0.1:" + server.port() + "/report")
                .withBody("{}");
    }

    // ---- our own listeners

    @Test
    @Tag("DOC-14")
    void aListenerThatIsNotBound() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        assertFailed(
                examine(listener("ws://127.0.0.1:" + port + "/")),
                Cause.NOT_LISTENING,
                "connect",
                "nothing listens on 127.0.0.1:" + port,
                "start Onekyu");
    }

    @ParameterizedTest
    @CsvSource({"ws,200 OK", "http,404 Not Found"})
    @Tag("DOC-14")
    void aListenerWhosePortAnotherProgramHolds(String scheme, String status) throws Exception {
        ScriptedServer server = server(answering(status));

        Diagnosis found = examine(listener(scheme + "://127.0.0.1:" + server.port() + "/"));

        assertFailed(found, Cause.HELD_BY_ANOTHER, "http", "another program holds 127.0.0.1:" + server.port());
        if (System.getProperty("os.name").equals("Linux")) {
            assertThat(found.message())
                    .contains("process " + ProcessHandle.current().pid());
        }
    }

    @ParameterizedTest
    @CsvSource({"ws,401 Unauthorized", "http,403 Forbidden"})
    @Tag("DOC-14")
    void aListenerThatRefusesTheConfiguredToken(String scheme, String status) throws Exception {
        ScriptedServer server = server(answering(status));

        assertFailed(
                examine(listener(scheme + "://127.0.0.1:" + server.port() + "/")),
                Cause.LISTENER_REFUSES,
                "http",
                "refuses the access_token of this configuration",
                "restart or reload");
    }

    @Test
    @Tag("DOC-14")
    void aListenerWhosePortAnotherOneBotProgramHolds() throws Exception {
        ScriptedServer http = server((socket, head) -> {
            String body = "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"user_id\":20002,\"nickname\":\"x\"}}";
            ScriptedServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body);
        });
        ScriptedServer ws = server((socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            ScriptedServer.text(
                    socket,
                    "{\"self_id\":20002,\"post_type\":\"meta_event\",\"meta_event_type\":\"lifecycle\","
                            + "\"sub_type\":\"connect\"}");
            ScriptedServer.linger(socket);
        });

        assertFailed(
                examine(listener("http://127.0.0.1:" + http.port() + "/get_login_info")),
                Cause.OTHER_ACCOUNT,
                "http",
                "account 20002 answers at 127.0.0.1:" + http.port() + ", not account 10000");
        assertFailed(
                examine(listener("ws://127.0.0.1:" + ws.port() + "/")),
                Cause.OTHER_ACCOUNT,
                "lifecycle",
                "account 20002 answers at 127.0.0.1:" + ws.port() + ", not account 10000");
    }

    private static Probe listener(String address) {
        return probe(Probe.Kind.LISTENER, Peer.OURSELVES, "ws_port", address);
    }
}
