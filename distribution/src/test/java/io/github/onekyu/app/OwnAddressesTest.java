package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.error.ConfigProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {
    /** Ports 5700 (http) and 6700 (ws) on every address, the console at 127.0.0.1:5710. */
    private static final String GENERAL = "[general]\nuse_ws = yes\nuse_ws_reverse = yes\n";

    @TempDir
    Path home;

    private LoadedAccounts load(String text) {
        try {
            Files.writeString(home.resolve("config.ini"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new ConfigLoader(home, Map.of(), Map.of(), key -> false).loadAll();
    }

    private List<ConfigProblem> problems(String text) {
        return OwnAddresses.problems(load(text));
    }

    @ParameterizedTest
    @Tag("ACC-10")
    @CsvSource({
        "post_url = http://127.0.0.1:5700/,post_url,(port)",
        "post_url = http://localhost:5700/x?access_token=s3cret,post_url,(port)",
        "post_url = http://u:s3cret@127.0.0.2:5700,post_url,(port)",
        "post_url = http://[::1]:5700/,post_url,(port)",
        "post_url = http://0.0.0.0:5710/,post_url,(console_port)",
        "ws_reverse_url = ws://127.0.0.1:6700/,ws_reverse_url,(ws_port)",
        "ws_reverse_api_url = ws://127.0.0.1:6700/api,ws_reverse_api_url,(ws_port)",
        "ws_reverse_event_url = ws://LOCALHOST:5700/,ws_reverse_event_url,(port)"
    })
    void mistake9aPeerThatIsOurselvesIsRefused(String setting, String key, String listener) {
        assertThat(problems(GENERAL + setting + "\n")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("OKY-1015");
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.trouble()).contains(listener, "talk to itself");
            assertThat(problem.toString()).doesNotContain("s3cret");
        });
    }

    @Test
    @Tag("ACC-10")
    void mistake9anAddressOfThisMachineIsFoundToo() throws IOException {
        InetAddress own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof java.net.Inet4Address)
                .reduce((first, last) -> address(first, last))
                .orElseThrow();

        assertThat(problems(GENERAL + "post_url = http://" + own.getHostAddress() + ":5700/\n"))
                .hasSize(1);
    }

    private static InetAddress address(InetAddress first, InetAddress other) {
        return first.isLoopbackAddress() ? other : first;
    }

    @Test
    @Tag("ACC-10")
    void mistake9anotherAccountOfTheProcessIsOurselvesAsWell() {
        List<ConfigProblem> problems = problems(GENERAL
                + "[10001]\nport = 1001\nws_port = 1002\n[10001.ws.x]\nport = 1003\n[10001.ws_reverse.a]\nurl = ws://127.0.0.1:2002/\n"
                + "[10002]\nport = 2001\nws_port = 2002\nbackend = onebot\nupstream_url = ws://127.0.0.1:1003/\n"
                + "[10003]\nbackend = onebot\nupstream_mode = http\nupstream_listen = 127.0.0.1:3003\n"
                + "upstream_api_url = http://127.0.0.1:1001\n[10003.post.b]\nurl = http://127.0.0.1:3003/\n"
                + "[10003.post.c]\nurl = http://127.0.0.1:2001/\nenable = no\n");

        assertThat(problems)
                .extracting(ConfigProblem::key)
                .containsExactly(
                        "10001 ws_reverse.a: ws_reverse_url",
                        "10002 upstream_url",
                        "10003 upstream_api_url",
                        "10003 post.b: post_url");
        assertThat(problems.get(1).trouble()).contains("(10001 ws.x: ws_port)");
    }

    @ParameterizedTest
    @Tag("ACC-10")
    @ValueSource(
            strings = {
                "post_url = http://127.0.0.1:5701/",
                "post_url = http://192.0.2.1:5700/",
                "post_url = http://192.0.2.1:5710/",
                "post_url = http://127.0.0.2:5710/",
                "post_url = not an address",
                "post_url = http://127.0.0.1/",
                "port = 0\npost_url = http://127.0.0.1:5700/",
                "use_http = no\npost_url = http://127.0.0.1:5700/",
                "backend = sandbox\nupstream_url = ws://127.0.0.1:6700/",
            })
    void othersAreNot(String settings) {
        assertThat(problems(GENERAL + settings + "\n")).isEmpty();
    }
}
