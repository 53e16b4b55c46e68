package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.testkit.RawWebSocketServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with all transports installed, against real listeners and real targets. */
class DoctorTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final int[] ports = new int[4];
    private @Nullable Accounts accounts;

    @BeforeEach
    void ports() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < ports.length; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            ports[i] = sockets.get(i).getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (accounts != null) {
            accounts.stop(java.time.Duration.ofSeconds(3));
        }
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private void write(String... more) throws IOException {
        Files.writeString(
                home.resolve("config.ini"),
                "[general]\nhost = 127.0.0.1\nws_host = 127.0.0.1\nuse_ws = yes\nport = " + ports[0] + "\nws_port = "
                        + ports[1] + "\nconsole_port = " + ports[2] + "\naccess_token = s3cret-token\n"
                        + String.join("\n", more) + "\n");
    }

    private Accounts start(String... more) throws IOException {
        write(more);
        ConfigLoader loader = new ConfigLoader(home, Map.of(), Map.of(), key -> false);
        Accounts made = new Accounts(loader, loader.loadAll(), Trace.off());
        accounts = made;
        made.start();
        return made;
    }

    private int doctor(String... args) {
        List<String> line = new ArrayList<>(List.of("doctor", "--home", home.toString()));
        line.addAll(List.of(args));
        out.reset();
        err.reset();
        int code = new CommandLineReader(Map.of(), stream(out), stream(err)).execute(line.toArray(String[]::new));
        assertThat(text()).doesNotContain("s3cret-token");
        return code;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Tag("DOC-14")
    @Tag("DOC-16")
    void withoutARunningProcessNothingListensAndItSaysSo() throws IOException {
        write();

        assertThat(doctor()).isEqualTo(69);
        assertThat(text())
                .contains("== http (account 10000)", "== ws (account 10000)", "OKY-1844 nothing listens on 127.0.0.1:")
                .contains("Onekyu does not run here");
    }

    @Test
    @Tag("DOC-14")
    @Tag("DOC-16")
    void listenersThatServeAreFineAndAWrongTokenIsNamed() throws IOException {
        start();

        assertThat(doctor()).isZero();
        assertThat(text()).contains("OK Onekyu at http://127.0.0.1:" + ports[0], "is connected with account 10000");
        assertThat(doctor("ws", "--set", "access_token=other-token")).isEqualTo(69);
        assertThat(text()).contains("OKY-1846", "(HTTP 403)").doesNotContain("other-token");
    }

    @Test
    @Tag("DOC-01")
    @Tag("DOC-07")
    @Tag("DOC-16")
    void anEndpointIsTriedByItsShortNameAndByItsAddress() throws IOException {
        RawWebSocketServer bot = RawWebSocketServer.open().refuseAlways(403);
        open.add(bot);
        String url = "ws://127.0.0.1:" + bot.port() + "/onebot/v11/ws";
        write("[10000.ws_reverse.nonebot]", "preset = nonebot2", "url = " + url);

        for (String subject : List.of("nonebot", "ws_reverse.nonebot", url)) {
            assertThat(doctor(subject)).isEqualTo(69);
            assertThat(text())
                    .startsWith("== ws_reverse.nonebot (account 10000)")
                    .contains("http       FAIL", "OKY-1834", "has not yet dropped the previous connection");
        }
        assertThat(doctor("ws://127.0.0.1:" + bot.port() + "/other?access_token=s3cret-token"))
                .isEqualTo(69);
        assertThat(text()).startsWith("== ws://127.0.0.1:" + bot.port() + "/other (account 10000)");
    }

    @Test
    @Tag("DOC-16")
    void whatThereIsNotIsAMistakeInUsage() throws IOException {
        write();

        assertThat(doctor("koishi")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("OKY-1804 there is no endpoint \"koishi\"; there are http, ws")
                .hasLineCount(1);
    }

    @Test
    @Tag("DOC-16")
    void aConfigurationThatMustBeEditedExits78() throws IOException {
        write("backend = onebot", "upstream_url = nonsense");

        assertThat(doctor()).isEqualTo(78);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("upstream_url", "nonsense");
    }

    @Test
    @Tag("DOC-12")
    @Tag("DOC-16")
    void theUpstreamIsTriedToo() throws IOException {
        write("backend = onebot", "upstream_url = ws://127.0.0.1:" + ports[3] + "/");

        assertThat(doctor("upstream")).isEqualTo(69);
        assertThat(text()).contains("OKY-1822", "start the implementation", "upstream_url");
    }

    @Test
    @Tag("DOC-16")
    void programsGetOneDocument() throws IOException {
        write("post_url = http://no-such-host.invalid/");

        assertThat(doctor("post", "--json")).isEqualTo(69);
        JsonObject document = (JsonObject) Json.parse(text());
        assertThat(document.isTrue("running")).isFalse();
        JsonObject post = (JsonObject) ((JsonArray) document.get("endpoints")).get(0);
        assertThat(post.string("name", "")).isEqualTo("post");
        assertThat(post.string("code", "")).isEqualTo("OKY-1821");
        assertThat(post.get("steps").toString()).contains("dns");
    }

    @Test
    @Tag("DOC-10")
    void aTargetThatIsOurOwnListener() throws IOException {
        write();

        assertThat(doctor("ws://localhost:" + ports[1] + "/event")).isEqualTo(69);
        assertThat(text()).contains("OKY-1820", "is where Onekyu itself listens (ws listener, ws_port)");
    }

    @Test
    @Tag("DOC-15")
    @Tag("DOC-16")
    void theRunningProcessIsAskedThroughItsConsole() throws IOException {
        write("use_http = no");
        console(
                200,
                "{\"accounts\":[{\"self_id\":10000,\"status\":{\"online\":true}}]}",
                "{\"endpoints\":[{\"self_id\":10000,\"name\":\"ws\",\"state\":\"paused\"}]}");

        assertThat(doctor()).isEqualTo(69);
        assertThat(text()).contains("OKY-1847 ws is paused").doesNotContain("does not run here");
    }

    @Test
    @Tag("DOC-16")
    void aConsoleThatRefusesTheTokenIsNamed() throws IOException {
        write("use_http = no");
        console(401, "{}", "{}");

        assertThat(doctor()).isEqualTo(69);
        assertThat(text()).startsWith("OKY-1854 the console of the running process");
    }

    private void console(int status, String accountList, String endpointList) throws IOException {
        HttpServer console = HttpServer.create(new InetSocketAddress("127.0.0.1", ports[2]), 0);
        console.createContext("/admin/v1/", exchange -> {
            boolean asked =
                    "Bearer s3cret-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (exchange.getRequestURI().getPath().endsWith("accounts") ? accountList : endpointList)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked ? status : 500, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        console.start();
        open.add(() -> console.stop(0));
    }

    /** The button on the page: the same, from inside. */
    @Test
    @Tag("DOC-01")
    @Tag("DOC-14")
    @Tag("DOC-15")
    void aRunningEndpointIsTestedFromInside() throws Exception {
        RawWebSocketServer bot = RawWebSocketServer.open().refuseAlways(404);
        open.add(bot);
        Accounts made =
                start("[10000.ws_reverse.bot]", "preset = koishi", "url = ws://127.0.0.1:" + bot.port() + "/wrong");
        var account = made.list().get(0);

        Diagnosis listener = account.test("ws").toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(listener.ok()).as(listener.message()).isTrue();
        Diagnosis dialer = account.test("ws_reverse.bot").toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(dialer.ok()).isFalse();
        assertThat(dialer.code()).isEqualTo("OKY-1832");
        assertThat(dialer.message()).contains("koishi /onebot");
        account.pause("ws");
        assertThat(account.test("ws")
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .code())
                .isEqualTo("OKY-1847");
    }
}
