package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.config.Config;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkConfigTest {
    @TempDir
    Path home;

    private Config config(String... settings) {
        Config config = Node.config(home, settings);
        LinkConfig.from(config);
        return config;
    }

    private static String only(Config config) {
        assertThat(config.problems()).hasSize(1);
        return config.problems().get(0).toString();
    }

    @ParameterizedTest
    @Tag("LNK-20")
    @CsvSource({"ws, upstream_url, ws://", "http, upstream_api_url, http://"})
    void aKeyThatIsMissingIsNamed(String mode, String key, String scheme) {
        assertThat(only(config("upstream_mode", mode))).contains(key, "not set", scheme);
    }

    @ParameterizedTest
    @Tag("LNK-20")
    @ValueSource(
            strings = {
                "127.0.0.1:3001",
                "http://127.0.0.1:3001",
                "ws://",
                "ws:///path",
                "ws://host:99999",
                "ws://a b/",
                "nonsense",
            })
    void whatIsNoAddressIsNamed(String url) {
        assertThat(only(config("upstream_url", url))).contains("upstream_url", url, "expected ws://host:port");
    }

    @ParameterizedTest
    @Tag("LNK-17")
    @CsvSource({
        "ws://127.0.0.1:3001, ws://127.0.0.1:3001/",
        "wss://example.org/a/b?x=1&y=%2F, wss://example.org:443/a/b?x=1&y=%2F",
        "ws://user:pass@h:1/?access_token=t, ws://h:1/?access_token=t",
        "ws://[::1]:3001/ä b, ws://[::1]:3001/%C3%A4%20b",
    })
    void addressesKeepPathAndQuery(String given, String dialled) throws Exception {
        assertThat(UpstreamAddress.parse(given, "ws").orElseThrow().dialled()).hasToString(dialled);
    }

    @Test
    void aHostNameOfAContainerIsNoTrouble() {
        assertThat(UpstreamAddress.parse("ws://nap_cat:3001/", "ws")
                        .orElseThrow()
                        .hostName())
                .isEqualTo("nap_cat");
    }

    @Test
    void aQueryIsNeverShown() {
        assertThat(UpstreamAddress.parse("ws://h:1/p?access_token=s3cret", "ws").orElseThrow())
                .hasToString("ws://h:1/p");
        assertThat(only(config("upstream_url", "nonsense?access_token=s3cret"))).doesNotContain("s3cret");
    }

    @Test
    @Tag("LNK-20")
    void anUnknownModeIsNamed() {
        assertThat(only(config("upstream_mode", "wss", "upstream_url", "ws://127.0.0.1:3001")))
                .contains("upstream_mode", "wss", "ws, ws_reverse or http");
    }

    @ParameterizedTest
    @Tag("LNK-20")
    @ValueSource(strings = {"5701", "127.0.0.1", "127.0.0.1:70000", "host name:1"})
    void whatIsNoAddressToListenOnIsNamed(String listen) {
        assertThat(only(config("upstream_mode", "ws_reverse", "upstream_listen", listen)))
                .contains("upstream_listen", listen, "host:port");
    }

    @ParameterizedTest
    @Tag("LNK-20")
    @CsvSource({
        "use_http, port, 0.0.0.0, 127.0.0.1",
        "use_http, port, 127.0.0.1, localhost",
        "use_ws, ws_port, 127.0.0.1, 127.0.0.1",
        "use_ws, ws_port, ::, [::1]",
    })
    @Tag("M-09")
    void ourOwnListenerIsNoImplementation(String flag, String key, String host, String dialled) {
        String hostKey = key.equals("port") ? "host" : "ws_host";
        assertThat(only(config(flag, "yes", key, "7777", hostKey, host, "upstream_url", "ws://" + dialled + ":7777/")))
                .contains("upstream_url", key, "Onekyu itself");
        assertThat(config(flag, "yes", key, "7777", hostKey, host, "upstream_url", "ws://" + dialled + ":7778/")
                        .problems())
                .isEmpty();
    }

    @Test
    @Tag("LNK-20")
    void norIsTheConsoleOrWhereReportsAreExpected() {
        assertThat(only(config("console_port", "7777", "upstream_url", "ws://127.0.0.1:7777/")))
                .contains("console_port");
        assertThat(only(config(
                        "upstream_mode",
                        "http",
                        "upstream_listen",
                        "127.0.0.1:7777",
                        "upstream_api_url",
                        "http://127.0.0.1:7777/")))
                .contains("upstream_listen");
        assertThat(only(config(
                        "use_http",
                        "yes",
                        "port",
                        "7777",
                        "upstream_mode",
                        "ws_reverse",
                        "upstream_listen",
                        "127.0.0.1:7777")))
                .contains("upstream_listen", "port");
    }

    @ParameterizedTest
    @Tag("LNK-20")
    @CsvSource({"ws_reverse, upstream_access_token", "http, upstream_secret"})
    void whoeverComesFromElsewhereMustShowSomething(String mode, String key) {
        String[] open = {
            "upstream_mode",
            mode,
            "upstream_listen",
            "0.0.0.0:5701",
            "upstream_api_url",
            "http://127.0.0.1:3000/",
            key,
            ""
        };
        assertThat(only(config(open))).contains(key, "pretend", "allow_insecure");
        open[7] = "something";
        assertThat(config(open).problems()).isEmpty();
    }

    @Test
    void aTokenThatNoHeaderCarriesIsNamedAndNotShown() {
        assertThat(only(config("upstream_url", "ws://127.0.0.1:3001", "upstream_access_token", "密码")))
                .contains("upstream_access_token")
                .doesNotContain("密码");
    }

    @Test
    void neitherTokenNorSecretIsInTheWordsForIt() {
        LinkConfig config = LinkConfig.from(Node.config(
                home,
                "upstream_url",
                "ws://127.0.0.1:3001",
                "upstream_access_token",
                "t0ken",
                "upstream_secret",
                "s3cret"));
        assertThat(config.toString()).doesNotContain("t0ken").doesNotContain("s3cret");
    }
}
