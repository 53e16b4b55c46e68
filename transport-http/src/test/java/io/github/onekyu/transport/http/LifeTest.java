package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Starting, stopping, settings and the log. */
class LifeTest {
    @Test
    @Tag("NET-02")
    void theDefaultsAreThoseOfTheSpecification() {
        HttpConfig config = HttpConfig.from(Config.of(Path.of("x").toAbsolutePath(), JsonObject.EMPTY));

        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.port()).isEqualTo(5700);
        assertThat(config.serveDataFiles()).isFalse();
        assertThat(config.enableCors()).isFalse();
        assertThat(config.maxMessageSize()).isGreaterThanOrEqualTo(50 << 20);
    }

    @Test
    @Tag("NET-01")
    void itIsOnUnlessTurnedOff() {
        HttpTransportProvider provider = new HttpTransportProvider();
        Path home = Path.of("x").toAbsolutePath();
        assertThat(provider.activation(Config.of(home, JsonObject.EMPTY)).on()).isTrue();
        assertThat(provider.activation(Config.of(
                                home, JsonObject.builder().put("use_http", "no").build()))
                        .on())
                .isFalse();
    }

    @Test
    @Tag("NET-02")
    void addressesMayBeIpv6WithOrWithoutBrackets() throws IOException {
        for (String host : new String[] {"::1", "[::1]"}) {
            try (OneBotFixture account = Http.account().set("host", host).start();
                    Socket socket = new Socket(InetAddress.getByName("::1"), account.port("http"))) {
                socket.getOutputStream().write("GET /get_status HTTP/1.0\r\n\r\n".getBytes("US-ASCII"));
                assertThat(new String(socket.getInputStream().readAllBytes(), "UTF-8"))
                        .containsPattern("^HTTP/1\\.[01] 200 ");
            }
        }
    }

    @Test
    @Tag("NET-05")
    void aTakenPortIsAnErrorThatSaysWhoHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> Http.account().set("port", port).start())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("OKY-1101")
                    .hasMessageContaining("http")
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("set port")
                    .satisfies(e -> {
                        if (Path.of("/proc/net/tcp").toFile().canRead()) {
                            assertThat(e)
                                    .hasMessageContaining(
                                            "process " + ProcessHandle.current().pid());
                        }
                    });
        }
    }

    @Test
    @Tag("NET-05")
    void aHostThatIsNoneIsAnError() {
        assertThatThrownBy(() -> Http.account().set("host", "no such host").start())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("OKY-1102")
                .hasMessageContaining("no such host");
    }

    @Test
    @Tag("NET-05")
    void aListenerThatBreaksAfterAGoodStartIsReported() {
        AtomicReference<HttpTransport> made = new AtomicReference<>();
        try (OneBotFixture account = OneBotFixture.with(recording(made)).start();
                RawHttp http = Http.connect(account)) {
            assertThat(http.get("/get_status").text()).contains("\"http\":true", "\"good\":true");

            made.get().opened.closePort();

            assertThat(http.get("/get_status").text())
                    .contains("\"http\":false", "\"app_good\":false", "\"good\":false");
        }
    }

    /** The provider as it is, apart from telling what it made. */
    private static TransportProvider recording(AtomicReference<HttpTransport> made) {
        HttpTransportProvider real = new HttpTransportProvider();
        return new TransportProvider() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public Transport create(TransportContext context) {
                HttpTransport transport = (HttpTransport) real.create(context);
                made.set(transport);
                return transport;
            }
        };
    }

    @Test
    void stoppingFreesThePortForTheNextStart() {
        OneBotFixture first = Http.account().start();
        int port = first.port("http");
        try (RawHttp open = Http.connect(first)) {
            assertThat(open.get("/get_status").status()).isEqualTo(200);
            first.close();
            assertThatThrownBy(() -> RawHttp.connect(port)).isInstanceOf(UncheckedIOException.class);
            try (OneBotFixture second =
                    Http.account().set("port", Integer.toString(port)).start()) {
                assertThat(Http.get(second, "/get_status").status()).isEqualTo(200);
            }
            assertThat(open.closesWithin(Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    @Tag("NET-07")
    void aCallInFlightIsAnsweredWithinTheGrace() {
        OneBotFixture account = Http.account().start();
        int port = account.port("http");
        Gate gate = account.backend().hold("get_group_list");
        try (RawHttp http = Http.connect(account);
                RawHttp idle = Http.connect(account)) {
            assertThat(idle.get("/get_status").status()).isEqualTo(200);
            http.write("GET /get_group_list HTTP/1.1\r\nHost: x\r\n\r\n");
            account.backend().awaitCall("get_group_list");

            CompletableFuture<Void> stop = CompletableFuture.runAsync(account::stop);
            Awaitility.await().until(() -> refused(port));
            RawHttp.Response late = idle.get("/get_login_info");
            gate.open();

            assertThat(late.status()).as("no new work").isEqualTo(503);
            RawHttp.Response answer = http.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().first("Connection")).contains("close");
            stop.join();
        }
        account.close();
    }

    private static boolean refused(int port) {
        try {
            RawHttp.connect(port).close();
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    @Test
    @Tag("NET-08")
    void noSecretReachesTheLog() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.setLevel(Level.INFO);
        root.addAppender(lines);
        try (OneBotFixture account = Http.guarded().start()) {
            Http.get(account, "/get_status?access_token=" + Http.TOKEN);
            Http.get(account, "/get_status", Http.BEARER);
            Http.get(account, "/get_status?access_token=guess-1");
            Http.get(account, "/get_status", "Authorization: Bearer guess-2");
            Http.get(account, "/get_status");
            Http.post(account, "/get_status", Http.JSON, "{", Http.BEARER);
            try (RawHttp http = Http.connect(account)) {
                http.send("GET /get_status?access_token=" + Http.TOKEN + "%zz HTTP/1.1\r\nHost: x\r\n\r\n");
            }
        } finally {
            root.detachAppender(lines);
            root.setLevel(before);
        }
        List<String> text =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(text).anyMatch(line -> line.contains("http listens on 127.0.0.1:"));
        assertThat(text).filteredOn(line -> line.contains("OKY-1201")).hasSize(1);
        assertThat(text).noneMatch(line -> line.contains(Http.TOKEN) || line.contains("guess-"));
    }

    @Test
    void theProviderIsFoundByServiceLoader() {
        assertThat(java.util.ServiceLoader.load(TransportProvider.class))
                .anyMatch(provider -> provider instanceof HttpTransportProvider
                        && provider.name().equals("http")
                        && provider.statusName().equals("http"));
    }
}
