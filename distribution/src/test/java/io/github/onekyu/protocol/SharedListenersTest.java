package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.SharedPorts;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RecordingBackend;
import io.github.onekyu.transport.http.HttpTransportProvider;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two accounts behind one port, over real sockets: whose a request is, and that neither has a share in the other's. */
class SharedListenersTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration NEVER = Duration.ofMillis(300);
    private static final List<TransportProvider> TRANSPORTS =
            List.of(new HttpTransportProvider(), new WsTransportProvider());

    @TempDir
    Path home;

    private final SharedPorts ports = new SharedPorts();
    private final RecordingBackend first = new RecordingBackend(1001);
    private final RecordingBackend second = new RecordingBackend(1002);
    private final List<OneBot> bots = new ArrayList<>();

    @AfterEach
    void stop() {
        bots.forEach(OneBot::stop);
    }

    private OneBot start(RecordingBackend backend, String settings) {
        JsonObject json = (JsonObject) Json.parse(
                ("{'host':'127.0.0.1','ws_host':'127.0.0.1','use_ws':true," + settings + "}").replace('\'', '"'));
        OneBot bot = OneBot.builder(() -> Config.of(home, json))
                .backend(backend.provider())
                .transports(TRANSPORTS)
                .ports(ports)
                .build();
        bots.add(bot);
        bot.start();
        return bot;
    }

    private static int port(OneBot bot, String endpoint) {
        return bot.transports().stream()
                .filter(state -> state.name().equals(endpoint))
                .flatMap(state -> state.address().stream())
                .mapToInt(InetSocketAddress::getPort)
                .findFirst()
                .orElseThrow();
    }

    /** 1001 with the token a, 1002 with b, both at the ports of the first. */
    private OneBot startBoth() {
        OneBot bot = start(first, "'port':0,'ws_port':0,'access_token':'a'");
        start(second, "'port':" + port(bot, "http") + ",'ws_port':" + port(bot, "ws") + ",'access_token':'b'");
        return bot;
    }

    @ParameterizedTest
    @Tag("ACC-06")
    @Tag("ACC-07")
    @Tag("ACC-08")
    @Tag("ACC-09")
    @CsvSource({
        "/1001/get_login_info?access_token=a,,200,1001",
        "/1002/get_login_info?access_token=b,,200,1002",
        "/get_login_info?access_token=b,1002,200,1002",
        "/1002/get_login_info?access_token=a,,403,-",
        "/1001/get_login_info?access_token=b,,403,-",
        "/get_login_info?access_token=a,1002,403,-",
        "/1001/get_login_info,,401,-",
        "/1001/get_login_info?access_token=a,1002,404,-",
        "/get_login_info?access_token=a,,404,-",
        "/1003/get_login_info?access_token=a,,404,-",
        "/get_login_info?access_token=a,1003,404,-"
    })
    void aCallIsForTheAccountItNamesAndItsTokenAlone(String target, String selfId, int status, String asked) {
        OneBot bot = startBoth();

        RawHttp.Response response = RawHttp.fetch(
                port(bot, "http"),
                "GET",
                target,
                selfId == null ? new String[0] : new String[] {"X-Self-ID: " + selfId});

        assertThat(response.status()).isEqualTo(status);
        assertThat(first.calls().size()).isEqualTo(asked.equals("1001") ? 1 : 0);
        assertThat(second.calls().size()).isEqualTo(asked.equals("1002") ? 1 : 0);
    }

    @Test
    @Tag("ACC-08")
    void whoNamesNoneIsToldHow() {
        OneBot bot = startBoth();

        RawHttp.Response call = RawHttp.fetch(port(bot, "http"), "GET", "/get_status?access_token=a");
        assertThat(call.text()).contains("/<self_id>", "X-Self-ID");
        RawWebSocket.Handshake handshake = RawWebSocket.attempt(port(bot, "ws"), "/event?access_token=a");
        assertThat(handshake.status()).isEqualTo(404);
        assertThat(new String(handshake.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("/<self_id>");
    }

    @Test
    @Tag("ACC-06")
    @Tag("ACC-09")
    void oneConnectionMayCallBothEachWithItsOwnRights() {
        OneBot bot = start(first, "'port':0,'use_ws':false");
        start(
                second,
                "'port':1,'use_http':false,'use_ws':false,'endpoints':{'http.x':{'port':" + port(bot, "http")
                        + ",'read_only':true}}");

        try (RawHttp http = RawHttp.connect(port(bot, "http"))) {
            for (int i = 0; i < 2; i++) {
                assertThat(http.get("/1001/send_private_msg?user_id=1&message=x")
                                .text())
                        .contains("\"retcode\":0");
                assertThat(http.get("/1002/send_private_msg?user_id=1&message=x")
                                .text())
                        .contains("\"retcode\":1403");
                assertThat(http.get("/1002/get_login_info").text()).contains("\"retcode\":0");
            }
        }
        assertThat(first.calls("send_private_msg")).hasSize(2);
        assertThat(second.calls("send_private_msg")).isEmpty();
    }

    @Test
    @Tag("ACC-06")
    @Tag("ACC-09")
    void webSocketsBelongToOneAccount() throws Exception {
        OneBot bot = startBoth();
        int port = port(bot, "ws");

        try (RawWebSocket one = RawWebSocket.open(port, "/1001/?access_token=a");
                RawWebSocket two = RawWebSocket.open(port, "/1002/event", "Authorization: Bearer b");
                RawWebSocket api = RawWebSocket.open(port, "/1002/api/", "Authorization: Bearer b")) {
            assertThat(one.nextText(SOON)).contains("\"connect\"", "\"self_id\":1001");
            assertThat(two.nextText(SOON)).contains("\"connect\"", "\"self_id\":1002");
            second.raise(Events.privateMessage("for two")).toCompletableFuture().get();
            assertThat(two.nextText(SOON)).contains("for two", "\"self_id\":1002");
            one.expectNoText(NEVER);
            api.sendText("{\"action\":\"get_login_info\",\"echo\":7}");
            assertThat(api.nextText(SOON)).contains("\"echo\":7");
            assertThat(second.calls("get_login_info")).isNotEmpty();
            assertThat(first.calls("get_login_info")).isEmpty();
        }
        assertThat(RawWebSocket.attempt(port, "/1002/event?access_token=a").status())
                .isEqualTo(403);
        assertThat(RawWebSocket.attempt(port, "/1002/nothing?access_token=b").status())
                .isEqualTo(404);
    }

    @Test
    @Tag("ACC-09")
    void mistake14ACallInFlightOfAnAccountThatStopsIsAnsweredAndTheOtherSeesNothingOfIt() throws Exception {
        OneBot bot = startBoth();
        int port = port(bot, "http");
        Gate gate = first.hold("get_friend_list");

        try (RawHttp waiting = RawHttp.connect(port);
                RawHttp other = RawHttp.connect(port)) {
            assertThat(other.get("/1002/get_status?access_token=b").status()).isEqualTo(200);
            waiting.write("GET /1001/get_friend_list?access_token=a HTTP/1.1\r\nHost: x\r\n\r\n");
            first.awaitCall("get_friend_list");
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(bot::stop);
            gate.open();

            assertThat(waiting.read(SOON).status()).isEqualTo(200);
            stopped.get();
            assertThat(other.get("/1002/get_status?access_token=b").status()).isEqualTo(200);
        }
    }

    @Test
    @Tag("ACC-05")
    void httpAndWebSocketDoNotShareAPort() {
        OneBot bot = start(first, "'port':0,'use_ws':false");

        assertThatThrownBy(() -> start(second, "'use_http':false,'ws_port':" + port(bot, "http")))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("OKY-1101")
                .hasMessageContaining("http listener of this process");
    }

    @Test
    @Tag("ACC-11")
    void anAccountThatIsAnotherThanItsSectionSaysIsRefused() {
        OneBot bot = OneBot.builder(() -> Config.of(home, JsonObject.EMPTY.with("use_http", Json.parse("false"))))
                .backend(first.provider())
                .transports(TRANSPORTS)
                .expecting(1002)
                .build();
        bots.add(bot);

        assertThatThrownBy(bot::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OKY-1017")
                .hasMessageContaining("1001");
        assertThat(first.stops()).isOne();
    }
}
