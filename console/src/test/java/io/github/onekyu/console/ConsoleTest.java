package io.github.onekyu.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.console.Console;
import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.RawHttp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    private static final String JSON = "application/json";

    private final RecordedWorld world = new RecordedWorld();
    private JsonObject settings = JsonObject.builder().put("console_port", "0").build();
    private boolean ready = true;
    private boolean simulated = true;
    private Console console;

    @AfterEach
    void stop() {
        if (console != null) {
            console.stop(Duration.ofSeconds(1));
        }
    }

    private void set(String key, String value) {
        settings = settings.toBuilder().put(key, value).build();
    }

    private Config config() {
        return Config.of(Path.of("."), settings);
    }

    private Console create(Config config) {
        return new UndertowConsoleProvider().create(new FakeContext(config, new FakeAccount()));
    }

    private final class FakeAccount extends RecordedAccount {
        @Override
        public Optional<HostControl> control() {
            return simulated ? Optional.of(world) : Optional.empty();
        }

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public JsonObject status() {
            return JsonObject.builder().put("good", ready).build();
        }
    }

    private RawHttp open() throws Exception {
        console = create(config());
        console.start();
        return RawHttp.connect(console.address().orElseThrow().getPort());
    }

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(io.github.onekyu.core.console.ConsoleProvider.class))
                .hasOnlyElementsOfType(UndertowConsoleProvider.class)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/sandbox/v1/world||world",
                "GET|/sandbox/v1/messages||messages MessageQuery[chat=, after=OptionalLong.empty, botOnly=false, limit=100]",
                "GET|/sandbox/v1/messages?chat=group:20001&after=7&from=bot&limit=1000||messages"
                        + " MessageQuery[chat=group:20001, after=OptionalLong[7], botOnly=true, limit=1000]",
                "POST|/sandbox/v1/messages|{\"a\":1.10}|say {\"a\":1.10}",
                "GET|/sandbox/v1/requests||requests",
                "POST|/sandbox/v1/requests|{}|request {}",
                "POST|/sandbox/v1/notices|{\"n\":\"你好\"}|notice {\"n\":\"你好\"}",
                "PUT|/sandbox/v1/account|{}|putAccount {}",
                "PUT|/sandbox/v1/world/import|{\"onekyu_world\":1}|replaceWorld {\"onekyu_world\":1}",
                "PUT|/sandbox/v1/friends/7|{}|putFriend 7 {}",
                "DELETE|/sandbox/v1/friends/7||deleteFriend 7",
                "PUT|/sandbox/v1/groups/8|{}|putGroup 8 {}",
                "DELETE|/sandbox/v1/groups/8||deleteGroup 8",
                "PUT|/sandbox/v1/groups/8/members/7|{}|putMember 8 7 {}",
                "DELETE|/sandbox/v1/groups/8/members/7||deleteMember 8 7",
                "POST|/sandbox/v1/reset||reset",
                "GET|/sandbox/v1/faults||faults",
                "POST|/sandbox/v1/faults|{}|fault {}",
            })
    void everyPathReachesTheWorld(String method, String path, String body, String call) throws Exception {
        RawHttp http = open();

        var answer = body == null
                ? http.request(method, path, "Content-Length: 0")
                : http.send(request(method, path, body, "Content-Type: application/json; charset=utf-8"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(world.calls).containsExactly(call);
        assertThat(answer.text()).startsWith("{\"called\":");
        assertThat(answer.headers().first("Content-Type").orElse("")).startsWith(JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"groups\":[]}",
                "{\"onekyu_world\":1,\"freinds\":[]}",
                "{\"onekyu_world\":1,\"account\":7}",
                "{\"onekyu_world\":1,\"friends\":[{\"user_id\":7},{\"user_id\":7}]}",
                "{\"onekyu_world\":1,\"friends\":[{\"user_id\":7},{\"user_id\":\"x\"},{\"user_id\":8}]}",
                "{\"onekyu_world\":1,\"groups\":[{\"group_id\":1,\"members\":[{\"user_id\":7,\"role\":\"king\"}]}]}",
            })
    void aWorldsFileThatIsWrongInItsMiddleReachesNothing(String file) throws Exception {
        var answer = open().send(request("PUT", "/sandbox/v1/world/import", file, "Content-Type: application/json"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(world.calls).isEmpty();
    }

    private static String request(String method, String path, String body, String... headers) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + String.join("\r\n", headers)
                + "\r\nContent-Length: " + bytes.length + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/sandbox/v1/nothing|404|OKY-1702",
                "GET|/sandbox/v1/world/|404|OKY-1702",
                "GET|/other|404|OKY-1702",
                "DELETE|/sandbox/v1/world|405|OKY-1703",
                "POST|/healthz|405|OKY-1703",
                "DELETE|/sandbox/v1/friends/x|400|OKY-1701",
                "DELETE|/sandbox/v1/friends/0|400|OKY-1701",
                "GET|/sandbox/v1/messages?limit=0|400|OKY-1701",
                "GET|/sandbox/v1/messages?limit=1001|400|OKY-1701",
                "GET|/sandbox/v1/messages?after=x|400|OKY-1701",
                "GET|/sandbox/v1/messages?from=alice|400|OKY-1701",
                "GET|/sandbox/v1/messages?chta=private:1|400|OKY-1701",
                "POST|/sandbox/v1/messages|415|OKY-1705",
            })
    void whatCannotBeUsedIsRefusedInWords(String method, String path, int status, String code) throws Exception {
        var answer = open().request(method, path, "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).startsWith("{\"error\":{\"code\":\"" + code + "\",\"message\":\"");
        assertThat(world.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "[]", "{", "{} x", "null", "'{\"a\":1,}'"})
    void aBodyThatIsNotOneJsonObjectIsRefused(String body) throws Exception {
        var answer = open().post("/sandbox/v1/messages", JSON, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("OKY-1701", "the body is");
        assertThat(world.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVALID,400", "NOT_FOUND,404", "CONFLICT,409"})
    void theWorldsRefusalsHaveTheirStatus(ControlException.Kind kind, int status) throws Exception {
        world.refusal = kind;
        RawHttp http = open();

        assertThat(http.get("/sandbox/v1/world").status()).isEqualTo(status);
        assertThat(http.post("/sandbox/v1/messages", JSON, "{}").status()).isEqualTo(status);
    }

    @Test
    void aLongBodyIsRefused() throws Exception {
        set("max_message_size", "1000");

        var answer = open().post("/sandbox/v1/messages", JSON, "{\"a\":\"" + "x".repeat(2000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(world.calls).isEmpty();
    }

    @Test
    void healthIsAboutTheProcessAndReadinessAboutTheAccount() throws Exception {
        ready = false;
        RawHttp http = open();

        assertThat(http.get("/healthz").status()).isEqualTo(200);
        assertThat(http.get("/readyz").status()).isEqualTo(503);
        ready = true;
        assertThat(http.get("/readyz").text()).isEqualTo("{\"ready\":true,\"status\":{\"good\":true}}");
        assertThat(http.get("/").status()).isEqualTo(200);
    }

    @Test
    void aBackendThatIsNoSimulationHasNoControlApi() throws Exception {
        simulated = false;

        assertThat(open().get("/sandbox/v1/world").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: evil.example,403",
        "Host: evil.example:5710,403",
        "Host: 127.0.0.1.evil.example,403",
        "Host: localhost:1,200",
        "Host: [::1]:5710,200",
        "Host: LOCALHOST,200",
    })
    void onlyOurOwnNamesAreServed(String host, int status) throws Exception {
        RawHttp http = open();

        assertThat(http.send("GET /sandbox/v1/world HTTP/1.1\r\n" + host + "\r\n\r\n")
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example,403", "null,403", "http://127.0.0.1:1,403", "http://127.0.0.1,200"})
    void pagesOfOtherSitesCannotChangeAnything(String origin, int status) throws Exception {
        RawHttp http = open();

        var answer = http.send(
                request("POST", "/sandbox/v1/messages", "{}", "Origin: " + origin, "Content-Type: application/json"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(world.calls).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void aConsoleForOtherMachinesNeedsAToken() throws Exception {
        set("console_host", "0.0.0.0");
        Config open = config();
        create(open);
        assertThat(open.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("console_host", "access_token"));

        set("access_token", "t0k");
        RawHttp http = open();
        assertThat(http.get("/sandbox/v1/world").status()).isEqualTo(401);
        assertThat(http.get("/sandbox/v1/world", "Authorization: Bearer no").status())
                .isEqualTo(403);
        assertThat(http.get("/sandbox/v1/world?access_token=t0k").status()).isEqualTo(401);
        assertThat(http.get("/sandbox/v1/world", "Authorization: Bearer t0k").status())
                .isEqualTo(200);
        assertThat(http.get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void aBusyPortIsNamedAndThePortIsFreeAfterAStop() throws Exception {
        int port;
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = busy.getLocalPort();
            set("console_port", Integer.toString(port));
            assertThatThrownBy(() -> create(config()).start())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("OKY-1101")
                    .hasMessageContaining(Integer.toString(port))
                    .hasMessageContaining("console_port");
        }
        for (int i = 0; i < 2; i++) {
            console = create(config());
            console.start();
            try (RawHttp http = RawHttp.connect(port)) {
                assertThat(http.get("/healthz").status()).isEqualTo(200);
            }
            console.stop(Duration.ofSeconds(1));
        }
    }

    @Test
    void noThreadIsLeftBehind() throws Exception {
        open().get("/healthz");
        console.stop(Duration.ofSeconds(1));
        console.stop(Duration.ofSeconds(1));

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("onekyu-console")));
    }
}
