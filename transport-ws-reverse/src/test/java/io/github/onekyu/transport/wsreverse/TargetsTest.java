package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.QUIET;
import static io.github.onekyu.transport.wsreverse.Reverse.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // many accounts only have to run
class TargetsTest {
    private final RawWebSocketServer server = RawWebSocketServer.open();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @Tag("RWS-01")
    void oneSharedUrlMakesTwoConnectionsOfDifferentRoles() {
        try (OneBotFixture account =
                Reverse.account().set("ws_reverse_url", server.url("/both")).start()) {
            assertThat(nextRoles(2)).containsExactlyInAnyOrder("API /both", "Event /both");
            assertThat(server.poll(QUIET)).isEmpty();
        }
    }

    @Test
    @Tag("RWS-01")
    void ownUrlsGoBeforeTheSharedOne() {
        try (OneBotFixture account = Reverse.account()
                .set("ws_reverse_url", server.url("/shared"))
                .set("ws_reverse_api_url", server.url("/api"))
                .start()) {
            assertThat(nextRoles(2)).containsExactlyInAnyOrder("API /api", "Event /shared");
        }
    }

    @Test
    @Tag("EP-04")
    @Tag("EP-08")
    void endpointsHaveTheirOwnTargetsAndRoles() {
        String endpoints = "{'ws_reverse.u':{'url':'U'},'ws_reverse.a':{'url':'A','role':'api'},"
                + "'ws_reverse.e':{'url':'E','role':'event'},'ws_reverse.s':{'url':'S','role':'split'},"
                + "'ws_reverse.none':{}}";
        for (String path : List.of("U", "A", "E", "S")) {
            endpoints = endpoints.replace("'" + path + "'", "'" + server.url("/" + path) + "'");
        }
        try (OneBotFixture account = Reverse.account()
                .set("ws_reverse_url", server.url("/classic"))
                .set("ws_reverse_use_universal_client", "yes")
                .set("endpoints", Reverse.json(endpoints.replace('\'', '"')))
                .start()) {
            assertThat(nextRoles(6))
                    .containsExactlyInAnyOrder(
                            "Universal /classic", "Universal /U", "API /A", "Event /E", "API /S", "Event /S");
            assertThat(server.poll(QUIET)).isEmpty();
        }
    }

    @Test
    @Tag("EP-15")
    void aPresetFillsInWhatTheSectionLeavesOut() {
        String endpoints = "{\"ws_reverse.k\":{\"preset\":\"koishi\",\"url\":\"" + server.url("/k")
                + "\",\"access_token\":\"t\"}}";
        try (OneBotFixture account = Reverse.account()
                .set("use_ws_reverse", "no")
                .set("endpoints", Reverse.json(endpoints))
                .start()) {
            RawWebSocketServer.Connection connection = server.next(SOON);
            assertThat(connection.headers().first("X-Client-Role")).contains("Universal");
            assertThat(connection.headers().first("Authorization")).contains("Bearer t");
            connection.nextText(SOON);
            account.backend().raise(io.github.onekyu.testkit.Events.privateMessage("a"));
            assertThat(Reverse.json(connection.nextText(SOON)).array("message")).isPresent();
        }
    }

    @Test
    @Tag("RWS-02")
    void aRoleWithoutUrlIsNotDialled() {
        try (OneBotFixture account =
                Reverse.account().set("ws_reverse_api_url", server.url("/a")).start()) {
            assertThat(nextRoles(1)).containsExactly("API /a");
            assertThat(server.poll(QUIET)).isEmpty();
        }
    }

    @Test
    @Tag("RWS-03")
    void universalModeUsesTheSharedUrlAlone() {
        try (OneBotFixture account = Reverse.universal(server)
                .set("ws_reverse_api_url", server.url("/a"))
                .set("ws_reverse_event_url", server.url("/e"))
                .start()) {
            assertThat(nextRoles(1)).containsExactly("Universal /ws");
            assertThat(server.poll(QUIET)).isEmpty();
        }
    }

    @Test
    @Tag("RWS-03")
    void universalModeWithoutTheSharedUrlDialsNobody() {
        try (OneBotFixture account = Reverse.account()
                .set("ws_reverse_use_universal_client", "yes")
                .set("ws_reverse_api_url", server.url("/a"))
                .set("ws_reverse_event_url", server.url("/e"))
                .start()) {
            assertThat(server.poll(QUIET)).isEmpty();
            assertThat(server.attempts()).isEmpty();
        }
    }

    @Test
    @Tag("RWS-03a")
    void aWrongUrlIsIgnoredWithoutFallback() {
        try (OneBotFixture account = Reverse.account()
                .set("ws_reverse_api_url", "http://127.0.0.1:" + server.port())
                .set("ws_reverse_url", server.url("/shared"))
                .start()) {
            assertThat(nextRoles(1)).containsExactly("Event /shared");
            assertThat(server.poll(QUIET)).isEmpty();
            assertThat(account.bot().config().warnings())
                    .extracting(ConfigProblem::key)
                    .contains("ws_reverse_api_url");
        }
    }

    @Test
    @Tag("RWS-03a")
    void theSchemeMayBeInAnyCase() {
        try (OneBotFixture account = Reverse.account()
                .set("ws_reverse_api_url", "WS://127.0.0.1:" + server.port() + "/x")
                .start()) {
            assertThat(nextRoles(1)).containsExactly("API /x");
        }
    }

    @Test
    @Tag("RWS-03a")
    void pathAndQueryAreSentAsGiven() {
        for (Map.Entry<String, String> given : Map.of(
                        "/a?b=c", "/a?b=c",
                        "/a%20b/%2e%2E/c?t=a%2520b%2Fc&u=%", "/a%20b/%2e%2E/c?t=a%2520b%2Fc&u=%",
                        "", "/",
                        "?x=1", "/?x=1",
                        "//a//", "//a//",
                        "/p?access_token=a b", "/p?access_token=a%20b")
                .entrySet()) {
            try (OneBotFixture account = Reverse.account()
                    .set("ws_reverse_api_url", server.url(given.getKey()))
                    .start()) {
                assertThat(server.next(SOON).target()).isEqualTo(given.getValue());
            }
        }
    }

    @Test
    @Tag("RWS-03a")
    @Tag("RWS-04")
    void defaultPortsAndIpv6LiteralsAreUnderstood() {
        assertThat(PeerUrl.parse("ws://h")).get().returns(80, PeerUrl::port).returns("h", PeerUrl::hostHeader);
        assertThat(PeerUrl.parse("wss://h/x")).get().returns(443, PeerUrl::port).returns("h", PeerUrl::hostHeader);
        assertThat(PeerUrl.parse("ws://[::1]:8080/a")).get().satisfies(url -> {
            assertThat(url.hostName()).isEqualTo("::1");
            assertThat(url.hostHeader()).isEqualTo("[::1]:8080");
        });
        assertThat(PeerUrl.parse("ws://my_bot:1/")).get().returns("my_bot", PeerUrl::hostName);
        assertThat(Stream.of(
                                "",
                                "ws://",
                                "ws://:80/",
                                "ws:/h",
                                "http://h",
                                "ws://h:99999",
                                "ws://h:0/",
                                "h:80",
                                "ws://a b/")
                        .map(PeerUrl::parse))
                .allMatch(java.util.Optional::isEmpty);
    }

    @Test
    @Tag("NET-08")
    void aTargetIsDescribedWithoutItsQueryAndUser() {
        assertThat(PeerUrl.parse("ws://u:pw@h:1/a?access_token=s#f").orElseThrow())
                .hasToString("ws://h:1/a")
                .returns("/a?access_token=s", PeerUrl::requestTarget);
    }

    @Test
    @Tag("RWS-16")
    void anIntervalOfNothingIsTheDefault() {
        for (String interval : List.of("0", "-5")) {
            Config config = Config.of(
                    Path.of("").toAbsolutePath(),
                    JsonObject.builder()
                            .put("ws_reverse_reconnect_interval", interval)
                            .put("ws_reverse_url", "ws://h/")
                            .build());
            assertThat(WsReverseConfig.from(config).reconnectInterval()).hasMillis(3000);
            assertThat(config.warnings()).extracting(ConfigProblem::key).contains("ws_reverse_reconnect_interval");
        }
    }

    private List<String> nextRoles(int count) {
        return Stream.generate(() -> server.next(SOON))
                .limit(count)
                .map(connection -> connection.role() + " " + connection.target())
                .toList();
    }
}
